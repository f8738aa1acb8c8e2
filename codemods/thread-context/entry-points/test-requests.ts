/** I10: a test that calls a handler itself makes its request up. The handler asks that for its user now, so the test gives it one. */
import { ts } from '@ts-morph/common';
import type { Program } from '../program.js';
import { isTestFile } from '../tests.js';
import type { Writer } from '../text.js';
import { directCalls, hasScope } from './made-up.js';

export function signInTests(program: Program, fn: ts.Node, index: number, writer: Writer): void {
  for (const call of directCalls(program, fn)) {
    const request = call.arguments[index];
    if (request === undefined || ts.isSpreadElement(request) || !isTestFile(program.oracle.fileOf(call)) || hasScope(program, request)) continue;
    const source = call.getSourceFile();
    const why = 'The handler asks its request for the user.';
    writer.insert(source, request.getStart(source), `${writer.named(source, 'withTestUser', `${program.context.module}/testing`)}(`, { why });
    writer.insert(source, request.getEnd(), ')', { why });
  }
}
