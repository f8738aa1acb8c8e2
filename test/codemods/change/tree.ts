/** A folder of its own for a test, and what stands in it. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { onTestFinished } from 'vitest';

export type Tree = Readonly<Record<string, string>>;

export function makeTree(tree: Tree): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'unsingleton-')));
  onTestFinished(() => { rmSync(root, { recursive: true, force: true }); });
  for (const [file, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

/** Every file below the root, hidden ones too, without git's and the journal's own. */
export function readTree(root: string): Tree {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  const own = files.map((file) => relative(root, file)).filter((file) => !/(?:^|\/)(?:\.git|\.unsingleton|node_modules)(?:\/|$)/.test(file));
  return Object.fromEntries(own.sort().map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}
