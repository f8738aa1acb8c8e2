import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** What each part may import, besides itself. The order is that of ARCHITECTURE: facts ← project ← analysis ← rules, codemods ← cli. */
const ALLOWED: Record<string, readonly string[]> = {
  'src/runtime': [],
  'src/facts': [],
  'src/project': ['src/facts'],
  'src/analysis': ['src/facts', 'src/project'],
  rules: ['src/facts', 'src/project', 'src/analysis'],
  codemods: ['src/facts', 'src/project', 'src/analysis'],
  'src/cli': ['src/facts', 'src/project', 'src/analysis', 'rules', 'codemods'],
};

const partOf = (path: string): string | undefined => Object.keys(ALLOWED).find((part) => path.startsWith(`${part}/`));

type Import = { readonly from: string; readonly to: string };

function importsOf(file: string, source: string): Import[] {
  const specifiers = [...source.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g)].map((match) => match[1] ?? '');
  return specifiers.map((specifier) => ({ from: file, to: posix.join(dirname(file), specifier) }));
}

function wrongWay({ from, to }: Import): boolean {
  const [source, target] = [partOf(from), partOf(to)];
  return source !== undefined && source !== target && !(target !== undefined && ALLOWED[source]?.includes(target));
}

const files = ['src', 'rules', 'codemods'].flatMap((top) =>
  readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(^|\/)(dist|node_modules)\//.test(name))
    .map((name) => posix.join(top, name)),
);
const imports = files.flatMap((file) => importsOf(file, readFileSync(join(ROOT, file), 'utf8')));

describe('architecture', () => {
  it('lets imports run only in the stated direction', () => {
    expect(imports.length).toBeGreaterThan(10);
    expect(imports.filter(wrongWay)).toEqual([]);
  });

  it('would notice an import that runs the wrong way', () => {
    expect(wrongWay({ from: 'src/facts/extract.ts', to: 'src/analysis/report.js' })).toBe(true);
    expect(wrongWay({ from: 'src/runtime/index.ts', to: 'src/project/files.js' })).toBe(true);
    expect(wrongWay({ from: 'src/cli/main.ts', to: 'src/analysis/report.js' })).toBe(false);
  });

  it('keeps the production runtime free of packages', () => {
    const runtime = files.filter((file) => file.startsWith('src/runtime/'));
    // Adapters may name their framework's types; nothing may be loaded.
    const loaded = runtime.flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s+['"]([^.'"][^'"]*)['"]/gm)]
        .map((match) => match[1] ?? '')
        .filter((specifier) => !specifier.startsWith('node:'))
        .map((specifier) => `${relative('src/runtime', file)} imports ${specifier}`),
    );
    expect(loaded).toEqual([]);
  });
});
