/** What is written together: everything at once, or component by component with a commit after each. */
import type { FileChange } from '../../change/diff.js';
import type { Step } from '../../change/journal.js';
import type { Plan } from '../../change/plan.js';
import type { Program } from './trial.js';

export type StepsRequest = { readonly program: Program; readonly plan: Plan; readonly commitEach: boolean; readonly changes: readonly FileChange[] };

export function stepsOf({ changes }: StepsRequest): readonly Step[] {
  return [{ title: 'the whole migration', changes, commit: null }];
}
