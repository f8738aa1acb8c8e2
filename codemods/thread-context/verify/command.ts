/** The user's own check (`--verify-command "npm test"`), run on the tree with the edits in it. It has the last word. */
import { spawn } from 'node:child_process';
import { UserError } from '../../../src/project/user-error.js';
import { tryChanges } from '../../change/apply.js';
import type { RolledBack } from '../../change/components.js';
import { withDependents } from '../../change/components.js';
import type { FileChange } from '../../change/diff.js';
import type { Plan } from '../../change/plan.js';

export type CommandRequest = {
  readonly root: string;
  readonly command: string;
  readonly plan: Plan;
  /** Components that are written together or not at all, in the order in which they are tried. */
  readonly groups: readonly (readonly number[])[];
  /** Whether every prefix of the groups must pass, not only all of them together. */
  readonly each: boolean;
  /** The change that these components make. */
  readonly changesOf: (components: ReadonlySet<number>) => readonly FileChange[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
};

/**
 * Rolls back the components with which the command fails. When all pass together and only their sum is to be written,
 * one run is enough. The tree is as it was afterwards.
 * @throws UserError when the command fails before any change: then it can say nothing about the change.
 */
export async function settleByCommand(request: CommandRequest): Promise<ReadonlyMap<number, RolledBack>> {
  const { root, command, plan, groups, each, changesOf, signal, onProgress } = request;
  const rolledBack: Map<number, RolledBack> = new Map();
  const components = groups.flat();
  if (components.length === 0) return rolledBack;
  const baseline = await runCommand(root, command, signal);
  if (baseline !== null) throw new UserError(`\`${command}\` ${baseline} before any change, so it cannot say what the migration breaks: mend that first, or choose another command.`);
  const passes = (ids: readonly number[]): Promise<string | null> => tryChanges(root, changesOf(new Set(ids)), () => runCommand(root, command, signal));
  if (!each && await passes(components) === null) return rolledBack;

  const kept: number[] = [];
  for (const [index, group] of groups.entries()) {
    onProgress?.(index, groups.length);
    const left = group.filter((id) => !rolledBack.has(id));
    const [first] = left;
    if (first === undefined) continue;
    const failure = await passes([...kept, ...left]);
    if (failure === null) {
      kept.push(...left);
      continue;
    }
    for (const gone of withDependents(plan.components, left)) {
      const message = left.includes(gone) ? `With it, \`${command}\` ${failure}.` : `Rolled back with component ${String(first)}, on which it depends.`;
      rolledBack.set(gone, { code: 'VERIFICATION_FAILED', message });
    }
  }
  return rolledBack;
}

/** Null when the command succeeds, else what it did: "fails with exit code 1". */
function runCommand(root: string, command: string, signal: AbortSignal | undefined): Promise<string | null> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    // A group of its own, so that an abort also ends what the command has started.
    const child = spawn(command, { cwd: root, shell: true, stdio: 'ignore', detached: process.platform !== 'win32' });
    const stop = (): void => {
      if (child.pid === undefined || process.platform === 'win32') child.kill();
      else process.kill(-child.pid, 'SIGTERM');
    };
    signal?.addEventListener('abort', stop, { once: true });
    child.once('error', reject);
    child.once('close', (code, killed) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve(code === 0 ? null : code === null ? `is ended by ${String(killed)}` : `fails with exit code ${String(code)}`);
    });
  });
}
