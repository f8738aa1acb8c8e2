/** The bytes that a plan is made for and applied to, each file read once. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../src/project/user-error.js';
import type { RolledBack } from '../../change/components.js';
import { withDependents, withoutComponents } from '../../change/components.js';
import type { Plan } from '../../change/plan.js';
import type { Source } from '../../change/source.js';
import { hashOf, readSource, withMark } from '../../change/source.js';

export class Sources {
  readonly #root: string;
  readonly #read: Map<string, ReturnType<typeof readSource>> = new Map();

  constructor(root: string) {
    this.#root = root;
  }

  /** @throws UserError when there is no such file any more */
  get(file: string): Source | { readonly unsupported: string } {
    let source = this.#read.get(file);
    if (!source) {
      const path = join(this.#root, file);
      if (!existsSync(path)) throw new UserError(`The plan edits ${file}, which is not there any more: plan again.`);
      source = readSource(path);
      this.#read.set(file, source);
    }
    return source;
  }

  /** The same files as if these texts had been written. */
  edited(texts: ReadonlyMap<string, string>): Sources {
    const next = new Sources(this.#root);
    for (const [file, source] of this.#read) next.#read.set(file, source);
    for (const [file, text] of texts) {
      const { bom } = this.source(file);
      next.#read.set(file, { text, bom, hash: hashOf(withMark({ bom }, text)) });
    }
    return next;
  }

  /** Of a file whose edits have passed `applicable`. */
  source(file: string): Source {
    const source = this.get(file);
    if ('unsupported' in source) throw new Error(`${file} cannot be edited: ${source.unsupported}`);
    return source;
  }
}

export type Applicable = { readonly plan: Plan; readonly rolledBack: ReadonlyMap<number, RolledBack> };

/**
 * The plan without the components that would edit a file which is not edited.
 * @throws UserError when a file is not what it was when the plan was made
 */
export function applicable(sources: Sources, plan: Plan): Applicable {
  const rolledBack: Map<number, RolledBack> = new Map();
  const unsupported: Set<string> = new Set();
  for (const file of new Set(plan.edits.map((edit) => edit.file))) {
    const source = sources.get(file);
    if ('unsupported' in source) {
      unsupported.add(file);
      const users = plan.edits.filter((edit) => edit.file === file).flatMap((edit) => [edit.component, ...(edit.sharedWith ?? [])]);
      for (const id of withDependents(plan.components, users)) rolledBack.set(id, { code: 'UNSUPPORTED_FILE', message: `${file} would have to be edited, but ${source.unsupported}.` });
    } else if (source.hash !== plan.hashes[file]) {
      throw new UserError(`${file} is not what it was when the plan was made: plan again.`);
    }
  }
  const rest = withoutComponents(plan, rolledBack);
  return { plan: { ...rest, edits: rest.edits.filter(({ file }) => !unsupported.has(file)) }, rolledBack };
}
