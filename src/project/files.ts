import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import type { Ignore } from 'ignore';
import { require } from './require.js';

/** A file that is not looked at, and why in one sentence. */
export type SkippedFile = { readonly file: string; readonly reason: string };

export type SourceFiles = {
  readonly files: readonly string[];
  /** Manifests and compiler configurations: what decides where imports lead. */
  readonly settings: readonly string[];
  readonly skipped: readonly SkippedFile[];
};

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const DECLARATION = /\.d\.[cm]?ts$/;
const SETTINGS = /^(?:package\.json|[tj]sconfig.*\.json|pnpm-workspace\.yaml)$/;
const NEVER = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', '.git', '.next', '.nuxt', '.svelte-kit', '.turbo', '.cache', 'vendor', 'bower_components']);

const ignore = require('ignore') as () => Ignore;

type Rules = { readonly base: string; readonly ignore: Ignore };

/** Lists the source files under a root, leaving out what git ignores and what tools generate. */
export function findSourceFiles(root: string, options: { readonly include?: readonly string[]; readonly exclude?: readonly string[] } = {}): SourceFiles {
  const files: string[] = [];
  const settings: string[] = [];
  const skipped: SkippedFile[] = [];
  const excluded = options.exclude && options.exclude.length > 0 ? ignore().add([...options.exclude]) : undefined;
  const included = options.include && options.include.length > 0 ? ignore().add([...options.include]) : undefined;
  /** Directories looked into, by where they really are. */
  const seen: Set<string> = new Set();
  const realRoot = realpathOf(root);

  const take = (name: string, path: string, rules: readonly Rules[]): void => {
    const isSource = SOURCE.test(name) && !DECLARATION.test(name);
    if (!isSource && !SETTINGS.test(name) || isIgnored(rules, path)) return;
    if (!isSource) settings.push(path);
    else if (!excluded?.ignores(pathOf(root, path)) && (!included || included.ignores(pathOf(root, path)))) files.push(path);
  };
  const visit = (directory: string, outer: readonly Rules[]): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(directory, { withFileTypes: true });
    } catch {
      skipped.push({ file: pathOf(root, directory), reason: 'the directory cannot be read' });
      return;
    }
    seen.add(join(realRoot, pathOf(root, directory)));
    const rules = entries.some(({ name }) => name === '.gitignore') ? withOwnRules(directory, outer) : outer;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (NEVER.has(entry.name)) continue;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && !isIgnored(rules, `${path}/`) && !excluded?.ignores(`${pathOf(root, path)}/`)) visit(path, rules);
      } else if (!entry.isSymbolicLink() || !isIgnored(rules, path) && isLinkToFile(root, path, skipped, seen)) take(entry.name, path, rules);
    }
  };
  visit(root, []);
  return { files, settings, skipped: [...skipped, ...tsconfigProblems(root)] };
}

function withOwnRules(directory: string, outer: readonly Rules[]): readonly Rules[] {
  try {
    return [...outer, { base: directory, ignore: ignore().add(readFileSync(join(directory, '.gitignore'), 'utf8')) }];
  } catch {
    return outer;
  }
}

/** Inner rules may take back what outer ones ignore, as git has it. */
function isIgnored(rules: readonly Rules[], path: string): boolean {
  let ignored = false;
  for (const rule of rules) {
    const own = pathOf(rule.base, path);
    const { ignored: matches, unignored } = rule.ignore.test(own);
    if (matches) ignored = true;
    else if (unignored) ignored = false;
  }
  return ignored;
}

/** Links to files are followed; a link to a directory that is seen anyway, or leads out or round in a circle, is not. */
function isLinkToFile(root: string, path: string, skipped: SkippedFile[], seen: ReadonlySet<string>): boolean {
  try {
    if (!statSync(path).isDirectory()) return true;
    const real = realpathSync(path);
    const isLoop = seen.has(real) || `${path}/`.startsWith(`${real}/`);
    skipped.push({ file: pathOf(root, path), reason: isLoop ? 'a symbolic link that leads back into a directory above or seen before' : 'a symbolic link to a directory' });
  } catch {
    skipped.push({ file: pathOf(root, path), reason: 'a symbolic link to nothing, or a loop of links' });
  }
  return false;
}

/** A tsconfig that cannot be read takes path aliases with it, so its name belongs into the report. */
function tsconfigProblems(root: string): SkippedFile[] {
  let text: string;
  try {
    text = readFileSync(join(root, 'tsconfig.json'), 'utf8');
  } catch {
    return [];
  }
  try {
    const config: unknown = JSON.parse(withoutComments(text));
    const extended = typeof config === 'object' && config !== null && 'extends' in config ? config.extends : undefined;
    if (typeof extended === 'string' && extended.startsWith('.') && !exists(join(root, extended)) && !exists(join(root, `${extended}.json`))) {
      return [{ file: 'tsconfig.json', reason: `it extends ${extended}, which does not exist; path aliases from there are unknown` }];
    }
    return [];
  } catch {
    return [{ file: 'tsconfig.json', reason: 'it is not valid JSON; path aliases are unknown' }];
  }
}

/** As it is named where it is not there. */
function realpathOf(path: string): string {
  return exists(path) ? realpathSync(path) : path;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Comments and trailing commas out, strings untouched. */
function withoutComments(text: string): string {
  return text.replace(/^\uFEFF/, '')
    .replace(/("(?:\\.|[^"\\])*")|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (_, string: string | undefined) => string ?? '')
    .replace(/("(?:\\.|[^"\\])*")|,(\s*[}\]])/g, (_, string: string | undefined, close: string | undefined) => string ?? close ?? '');
}

/** Cut off, since everything here is below the root: path.relative takes ten times as long, and this is asked of every file. */
function pathOf(root: string, path: string): string {
  const own = path.slice(root.endsWith(sep) ? root.length : root.length + 1);
  return sep === '/' ? own : own.replaceAll(sep, '/');
}
