import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readManifest } from './manifest.js';

/** The packages of a monorepo by their names, so that imports between them are followed without an install or a build. */
export type Workspaces = ReadonlyMap<string, string>;

const known: Map<string, Workspaces> = new Map();
const NONE: Workspaces = new Map();

/** The packages that the monorepo around a folder consists of; none outside a monorepo. */
export function workspacesAround(folder: string): Workspaces {
  const before = known.get(folder);
  if (before) return before;
  const patterns = workspacePatterns(folder);
  const found = patterns ? readPackages(folder, patterns)
    : existsSync(join(folder, '.git')) || dirname(folder) === folder ? NONE : workspacesAround(dirname(folder));
  known.set(folder, found);
  return found;
}

/** A request taken apart: the folder of the package, and what is asked of it (`/server`, or nothing). */
export function workspacePackage(workspaces: Workspaces, request: string): { readonly folder: string; readonly subpath: string } | undefined {
  if (workspaces.size === 0 || request.startsWith('.')) return undefined;
  const name = request.split('/', request.startsWith('@') ? 2 : 1).join('/');
  const folder = workspaces.get(name);
  return folder === undefined ? undefined : { folder, subpath: request.slice(name.length) };
}

function workspacePatterns(folder: string): readonly string[] | undefined {
  const { workspaces: listed } = readManifest(folder);
  const patterns = Array.isArray(listed) ? listed : (listed as { packages?: unknown } | undefined)?.packages;
  if (Array.isArray(patterns)) return patterns.filter((pattern) => typeof pattern === 'string');
  const pnpm = readText(join(folder, 'pnpm-workspace.yaml'));
  if (pnpm === undefined) return undefined;
  const [, list = ''] = /^packages:[^\n]*\n((?:[ \t]*(?:-[^\n]*|#[^\n]*)?\n?)*)/m.exec(pnpm) ?? [];
  return [...list.matchAll(/^[ \t]*-[ \t]*['"]?([^'"#\n]+?)['"]?[ \t]*(?:#.*)?$/gm)].flatMap(([, pattern]) => (pattern === undefined ? [] : [pattern]));
}

function readPackages(root: string, patterns: readonly string[]): Workspaces {
  const found: Map<string, string> = new Map();
  for (const folder of patterns.filter((pattern) => !pattern.startsWith('!')).flatMap((pattern) => expand(root, pattern.replace(/^\.\//, '').split('/').filter((part) => part !== '')))) {
    const { name } = readManifest(folder);
    if (typeof name === 'string' && !found.has(name)) found.set(name, folder);
  }
  return found;
}

/** The folders that a workspace pattern means: `packages/*`, `apps/**`. */
function expand(folder: string, [head, ...rest]: readonly string[]): readonly string[] {
  if (head === undefined) return [folder];
  if (!head.includes('*')) return expand(join(folder, head), rest);
  if (head === '**') return [...expand(folder, rest), ...folders(folder).flatMap((inner) => expand(join(folder, inner), [head, ...rest]))];
  const name = new RegExp(`^${head.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  return folders(folder).filter((inner) => name.test(inner)).flatMap((inner) => expand(join(folder, inner), rest));
}

function folders(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')).map(({ name }) => name);
  } catch {
    // A pattern for a folder that is not there.
    return [];
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
