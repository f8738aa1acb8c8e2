import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { InventoryItem } from '../../analysis/report.js';
import { scanProject } from '../../analysis/scan.js';
import { loadConfiguration } from '../../project/configuration-file.js';
import { nearest } from '../../project/nearest.js';
import { UserError } from '../../project/user-error.js';
import { parse } from '../arguments.js';
import { terminal } from '../output.js';
import { drawExplanation } from '../report/explanation.js';
import type { ExitCode } from '../run.js';

export const help: string = `unsingleton explain <file:line | name>

Says why a singleton is a finding or is harmless: what it holds, who writes it, who can reach it, step by step.
For a function that a migration changes it says why: where the context comes from and what needs it.
`;

/** What the user asked about: a place, or a name. */
type Question = { readonly file: string; readonly line: number } | { readonly name: string };

export async function run(argv: readonly string[]): Promise<ExitCode> {
  const { positionals } = parse(argv, {}, 'explain');
  const [asked, ...more] = positionals;
  if (asked === undefined || more.length > 0) throw new UserError('explain takes one place (src/agents.ts:12) or one name. See unsingleton explain --help.');
  const root = realpathSync(process.cwd());
  const question = toQuestion(root, asked);
  const { configuration } = loadConfiguration(root);
  const { inventory = [] } = await scanProject({ root, configuration, all: true });

  const roots = inventory.filter((item) => answers(item, question));
  const changes = roots.length > 0 && 'name' in question ? [] : await plannedChanges(root, question);
  if (roots.length === 0 && changes.length === 0) throw new UserError(nothingFound(asked, inventory));
  process.stdout.write(`${drawExplanation(roots, changes, terminal())}\n`);
  return 0;
}

function toQuestion(root: string, asked: string): Question {
  const place = /^(.+?):(\d+)(?::\d+)?$/.exec(asked);
  if (place?.[1] === undefined) return { name: asked };
  return { file: relative(root, resolve(place[1])).split(sep).join('/'), line: Number(place[2]) };
}

function answers(item: InventoryItem, question: Question): boolean {
  if ('name' in question) return item.name === question.name || item.accessor?.name === question.name || item.id === question.name;
  return item.file === question.file && item.line === question.line;
}

/** The edits that a migration would make there, each with its reason. */
async function plannedChanges(root: string, question: Question): Promise<readonly { file: string; line: number; text: string; why: string }[]> {
  const { explainPlan } = await import('../../../codemods/thread-context/explain.js');
  return explainPlan(root, question);
}

function nothingFound(asked: string, inventory: readonly InventoryItem[]): string {
  const close = nearest(asked, [...new Set(inventory.map((item) => item.name))]);
  return `Nothing long-lived and no planned change was found for "${asked}".${close === undefined ? '' : ` Did you mean "${close}"?`}`;
}
