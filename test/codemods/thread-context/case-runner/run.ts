/** Runs the migration on a case as a user would: on files on disk, in a folder of its own. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edit, Plan } from '../../../../codemods/change/plan.js';
import type { MigrationReport } from '../../../../codemods/change/report.js';
import { migrate } from '../../../../codemods/thread-context/migrate.js';
import type { MigrateOptions } from '../../../../codemods/thread-context/options.js';
import type { Tree } from './case.js';

const REPOSITORY_MODULES = fileURLToPath(new URL('../../../../node_modules/', import.meta.url));

export type Outcome = {
  readonly report: MigrationReport;
  readonly plan: Plan;
  /** What stood in the folder afterwards. */
  readonly result: Tree;
  /** The plan that a second migration of the result makes. */
  readonly again: Plan;
};

export async function runMigration(input: Tree, options: Partial<MigrateOptions>): Promise<Outcome> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'case-')));
  try {
    writeTree(root, input);
    const { report, plan } = await migrate({ ...options, root, write: true, allowDirty: true, partial: true });
    const result = new Map([...input.keys()].map((file) => [file, readFileSync(join(root, file), 'utf8')]));
    for (const file of newFiles(root, input)) result.set(file, readFileSync(join(root, file), 'utf8'));
    const { plan: again } = await migrate({ ...options, root, write: false, allowDirty: true });
    return { report, plan, result, again };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function writeTree(root: string, tree: Tree): void {
  for (const [file, text] of tree) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  linkModules(join(root, 'node_modules'), tree);
}

/** The case's own packages stand beside the repository's, as an installation would have them. */
function linkModules(modules: string, tree: Tree): void {
  const own = new Set([...tree.keys()].filter((file) => file.startsWith('node_modules/')).map((file) => file.split('/')[1]));
  if (own.size === 0) {
    symlinkSync(REPOSITORY_MODULES, modules);
    return;
  }
  for (const name of readdirSync(REPOSITORY_MODULES)) {
    if (!own.has(name)) symlinkSync(join(REPOSITORY_MODULES, name), join(modules, name));
  }
}

/** Files that the migration made. Its own journal lies in `.unsingleton/` and is no part of the program. */
function newFiles(root: string, input: Tree): string[] {
  const skipped = /^(?:node_modules|\.unsingleton|\.git)$/;
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      if (skipped.test(entry.name)) return [];
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? walk(path) : [path];
    });
  return walk('').filter((file) => !input.has(file));
}

/** Applies a plan in the plainest way, to be compared with what the migration wrote. Offsets do not count the byte order mark. */
export function applyPlainly(input: Tree, edits: readonly Edit[]): Tree {
  const result = new Map(input);
  for (const edit of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    const text = result.get(edit.file) ?? '';
    const mark = text.startsWith('\uFEFF') ? 1 : 0;
    result.set(edit.file, text.slice(0, edit.start + mark) + edit.text + text.slice(edit.end + mark));
  }
  return result;
}
