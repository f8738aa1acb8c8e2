/** Reports who still uses deprecated accessors, by the program's text and by what its processes saw; removes them when nobody does. */
import { realpathSync } from 'node:fs';
import type { Configuration } from '../../src/project/configuration.js';
import { UserError } from '../../src/project/user-error.js';
import { applySteps, requireNoInterruptedRun } from '../change/apply.js';
import { unifiedDiff, type FileChange } from '../change/diff.js';
import { requireCleanTree } from '../change/git.js';
import { withMark } from '../change/source.js';
import { openProject } from '../oracle/open.js';
import { Sources } from '../thread-context/verify/sources.js';
import { wholeStep } from '../thread-context/verify/steps.js';
import { draft, tryTypes, type Program } from '../thread-context/verify/trial.js';
import type { CalledSite } from './call-log.js';
import { planRemoval, type Caller, type Removal } from './plan.js';

export type RemoveOptions = {
  readonly root: string;
  readonly accessors: readonly string[];
  readonly configuration: Configuration;
  readonly write: boolean;
  readonly allowDirty?: boolean;
  /** What processes saw, if a log was kept. */
  readonly log?: readonly CalledSite[];
};

/** The contract of `unsingleton remove --format json`: fields may be added, none may change. */
export type RemovalReport = {
  readonly version: 1;
  readonly root: string;
  readonly written: boolean;
  readonly accessors: readonly string[];
  /** Uses in the program's text. */
  readonly callers: readonly Caller[];
  /** Uses that running processes have made. */
  readonly called: readonly CalledSite[];
  readonly removed: Removal['removed'];
  readonly filesChanged: number;
};

/** @throws UserError for what a person can mend; also when the program would not compile without the accessor. */
export function removeAccessors(options: RemoveOptions): { readonly report: RemovalReport; readonly diff: string } {
  const root = realpathSync(options.root);
  const { accessors, write, log = [] } = options;
  requireNoInterruptedRun(root);
  if (write && options.allowDirty !== true) requireCleanTree(root);
  const program: Program = { oracle: openProject(root, accessors), sources: new Sources(root) };
  const { callers, edits, removed } = planRemoval(program.oracle, options.configuration, accessors);
  const called = log.filter(({ accessor }) => accessors.includes(accessor));
  const isFree = callers.length === 0 && called.length === 0;
  const changes = isFree ? verified(program, edits) : [];
  const written = write && changes.length > 0;
  if (written) applySteps(root, [wholeStep(changes)]);
  const report: RemovalReport = { version: 1, root, written, accessors, callers, called, removed: isFree ? removed : [], filesChanged: changes.length };
  return { report, diff: unifiedDiff(changes) };
}

function verified(program: Program, edits: Removal['edits']): readonly FileChange[] {
  const { texts, delta } = tryTypes(program, draft(program, edits));
  const [first] = delta.new;
  if (first !== undefined) throw new UserError(`Without the accessor ${first.file}:${String(first.line)} would have a new error, so nothing was removed. TS${String(first.code)}: ${first.message.split('\n')[0] ?? ''}`);
  return [...texts].map(([file, after]) => {
    const source = program.sources.source(file);
    return { file, before: withMark(source, source.text), after: withMark(source, after) };
  });
}
