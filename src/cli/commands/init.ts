import { realpathSync } from 'node:fs';
import { applySteps, undo } from '../../../codemods/change/apply.js';
import { unifiedDiff } from '../../../codemods/change/diff.js';
import { scanProject } from '../../analysis/scan.js';
import { loadConfiguration } from '../../project/configuration-file.js';
import { parse } from '../arguments.js';
import { candidates, propose, type Proposal } from '../init/propose.js';
import { survey, type Survey } from '../init/survey.js';
import { terminal, type Terminal } from '../output.js';
import { progress } from '../progress.js';
import { count } from '../report/words.js';
import type { ExitCode } from '../run.js';

export const help: string = `unsingleton init

Looks at the project and proposes a configuration, an ESLint entry, a pre-commit hook and a baseline, each as a diff.
Nothing is written without --yes. What is there already is left as it is.

  --yes      write everything that is proposed
  --undo     take back what init wrote last
`;

export async function run(argv: readonly string[]): Promise<ExitCode> {
  const { values } = parse(argv, { yes: { type: 'boolean', default: false }, undo: { type: 'boolean', default: false } }, 'init');
  const root = realpathSync(process.cwd());
  if (values.undo) {
    process.stdout.write(`Took back: ${undo(root).files.join(', ')}\n`);
    return 0;
  }
  const bar = progress();
  const report = await scanProject({ root, configuration: loadConfiguration(root).configuration, onProgress: (done, total) => { bar.update('scan', done, total); } }).finally(bar.stop);
  const found = survey(root);
  const proposals = propose(found, report);
  const view = terminal();
  process.stdout.write(`${describe(found, candidates(report), view)}\n\n${draw(proposals, view)}\n`);

  const changes = proposals.flatMap((proposal) => proposal.changes);
  if (!values.yes || changes.length === 0) return 0;
  applySteps(root, [{ title: 'init', changes, commit: null }]);
  process.stdout.write(`\nWrote ${count(changes.length, 'file')}. Take it back with unsingleton init --undo.\n`);
  return 0;
}

function describe({ frameworks, eslint, hooks, packageManager }: Survey, accessors: readonly string[], { paint }: Terminal): string {
  const rows = [
    ['framework', frameworks.join(', ') || 'none recognised'],
    ['package manager', packageManager],
    ['ESLint', eslint ?? 'no flat configuration'],
    ['git hooks', hooks ?? 'no hook manager'],
    ['accessors that keep a user\'s state', accessors.join(', ') || 'none found'],
  ] as const;
  return rows.map(([name, value]) => `${paint('gray', `${name}:`)} ${value}`).join('\n');
}

function draw(proposals: readonly Proposal[], { paint }: Terminal): string {
  if (proposals.length === 0) return 'Everything is set up already.';
  const parts = proposals.map(({ title, changes, advice }) => [paint('bold', title), ...(changes.length > 0 ? [unifiedDiff(changes).trimEnd()] : []), ...(advice === undefined ? [] : [paint('yellow', advice)])].join('\n'));
  return `${parts.join('\n\n')}\n\n${paint('gray', 'Write all of it with unsingleton init --yes.')}`;
}
