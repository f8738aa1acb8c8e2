import { createInterface } from 'node:readline/promises';
import type { StateAnswers } from '../../codemods/define-factory/partition.js';
import type { StateKind, StateRow } from '../../codemods/change/report.js';

const CHOICES: Readonly<Record<string, StateKind>> = { r: 'request', u: 'user', p: 'process', c: 'configuration' };

const LEGEND = '(r) one request\'s  (u) one user\'s, across requests  (p) everybody\'s  (c) configuration  (enter) leave it: ';

/** Asks on standard error, so that a report on standard output stays whole; the end of the input leaves the rest open. */
export async function askState(rows: readonly StateRow[]): Promise<StateAnswers> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answers: Record<string, StateKind> = {};
  const lines = terminal[Symbol.asyncIterator]();
  for (const { name, why, evidence } of rows) {
    const places = evidence.map(({ file, line, text }) => `  ${file}:${String(line)}  ${text}\n`).join('');
    process.stderr.write(`${name} ${why}\n${places}${LEGEND}`);
    const { value, done } = (await lines.next()) as { value: string | undefined; done?: boolean };
    if (done === true || value === undefined) break;
    const kind = CHOICES[value.trim().toLowerCase().charAt(0)];
    if (kind !== undefined) answers[name] = kind;
  }
  terminal.close();
  if (Object.keys(answers).length > 0) process.stderr.write(`To answer the same again: --state <file> with ${JSON.stringify(answers)}\n`);
  return answers;
}
