/** H4, J10: files that are never edited. What would have to change in them stays as it is, and so does what depends on it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ts } from '@ts-morph/common';
import { readSource } from '../change/source.js';
import type { RefusalCode } from '../change/reasons.js';
import type { Block } from './model.js';
import type { Program } from './program.js';

type Reason = { readonly code: RefusalCode; readonly message: string };

export class ClosedFiles {
  readonly #program: Program;
  readonly #known: Map<ts.SourceFile, Reason | undefined> = new Map();

  constructor(program: Program) {
    this.#program = program;
  }

  /** Why nothing is written at this place. */
  at(node: ts.Node): Block | undefined {
    const source = node.getSourceFile();
    if (!this.#known.has(source)) this.#known.set(source, this.#reason(source));
    const reason = this.#known.get(source);
    return reason === undefined ? undefined : { ...reason, at: node };
  }

  #reason(source: ts.SourceFile): Reason | undefined {
    const file = this.#program.oracle.fileOf(source);
    if (isGenerated(source)) return { code: 'GENERATED', message: `${file} says that it is generated: change its generator.` };
    const path = join(this.#program.oracle.root, file);
    const read = existsSync(path) ? readSource(path) : undefined;
    return read !== undefined && 'unsupported' in read ? { code: 'UNSUPPORTED_FILE', message: `${file} is not edited: ${read.unsupported}.` } : undefined;
  }
}

/** A notice at the top of the file, in a comment. */
export function isGenerated(source: ts.SourceFile): boolean {
  const head = source.text.slice(0, 1000);
  return /@generated\b|\bDO NOT EDIT\b|\bauto-?generated\b/i.test(head) && /^\s*(\/\/|\/\*|#!|['"]use )/.test(head);
}
