import { MODULE_FUNCTION } from '../facts/facts.js';
import { configuredAccessor } from './accessor-names.js';
import { methodName } from './entries/entries.js';
import { type Footprint, isScopeRead } from './footprint.js';
import { referenceKey, variablesIn } from './places.js';
import type { Fn, Program } from './program.js';
import type { Root } from './roots.js';

/** What is known of a program of which only some files are at hand. */
export type PartlyKnown = {
  readonly program: Program;
  readonly near: ReadonlySet<string>;
  readonly footprint: Footprint;
  /** Whether some function changes a variable. */
  readonly isChanged: (key: string, file: string) => boolean;
};

/** Whether a constant may be computed, while modules load, from what is one user's: a slot that requests write, or the running scope. */
export function mayFreeze(known: PartlyKnown, { file, kind }: Root): boolean {
  if (kind !== 'variable' && kind !== 'static') return false;
  const { program } = known;
  return program.fn(file, MODULE_FUNCTION)?.calls.some(({ call, targets }) => configuredAccessor(program.facts(file), call.callee, program.configuration) !== undefined
    || targets.some((target) => givesOut(known, target) || readsScope(known, target.file))) ?? false;
}

/** Whether it returns something of a variable that functions change. */
function givesOut({ program, isChanged }: PartlyKnown, { file, fact }: Fn): boolean {
  return fact.returns.some((value) => variablesIn(value).some((id) => program.variable(file, id)?.function === MODULE_FUNCTION && isChanged(referenceKey({ kind: 'variable', file, id }), file)));
}

/** Whether a file, or what it imports, reads the scope of the running request. */
function readsScope(known: PartlyKnown, start: string): boolean {
  const { program, near, footprint: { files, scopes } } = known;
  const marks = new Map(files.map((mark, at) => [mark.path, { ...mark, isScope: scopes.includes(at) }]));
  const reached = new Set([start]);
  // The set grows while it is walked.
  for (const file of reached) {
    const mark = near.has(file) ? undefined : marks.get(file);
    if (mark?.isScope || near.has(file) && program.functions(file).some(({ calls }) => calls.some(({ call }) => isScopeRead(methodName(program, file, call.callee))))) return true;
    const imports = near.has(file) ? program.facts(file).requests.flatMap((request) => program.index.resolve(file, request) ?? []) : (mark?.imports ?? []).flatMap((at) => files[at]?.path ?? []);
    for (const next of imports) reached.add(next);
  }
  return false;
}
