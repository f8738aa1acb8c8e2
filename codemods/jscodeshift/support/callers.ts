import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { API } from 'jscodeshift';
import { globSync } from 'tinyglobby';
import { findBindings, findUses } from './bindings.js';
import { toTree } from './transform.js';

// One worker of jscodeshift sees many files of one program: the program is looked through once.
const known: Map<string, readonly string[]> = new Map();

/** Files below a folder that still use the accessor, other than by defining it, importing it or handing it on. */
export function findCallers(folder: string, api: API, accessor: string): readonly string[] {
  const key = `${folder}\0${accessor}`;
  const found = known.get(key) ?? globSync('**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', { cwd: folder, ignore: ['**/node_modules/**', '**/dist/**', '**/*.d.ts'] })
    .sort()
    .filter((file) => usesAccessor(join(folder, file), api, accessor));
  known.set(key, found);
  return found;
}

function usesAccessor(path: string, api: API, accessor: string): boolean {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  if (!text.includes(accessor)) return false;
  const source = { j: api.jscodeshift, root: api.jscodeshift(toTree(path, text)), text, path };
  return findUses(source, accessor, findBindings(source, accessor)).length > 0;
}
