import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findSourceFiles } from '../../src/project/files.js';
import { createResolver } from '../../src/project/resolve.js';

const roots: string[] = [];
afterEach(() => { for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true }); });

function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'unsingleton-project-'));
  roots.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

function listed(files: Record<string, string>, options = {}): string[] {
  const root = project(files);
  return findSourceFiles(root, options).files.map((file) => file.slice(root.length + 1));
}

describe('the source files of a project', () => {
  it('are all that hold JavaScript or TypeScript, without declarations', () => {
    const names = ['a.js', 'b.cjs', 'c.mjs', 'd.jsx', 'e.ts', 'f.cts', 'g.mts', 'h.tsx'];
    expect(listed(Object.fromEntries([...names, 'i.d.ts', 'j.json', 'k.txt'].map((name) => [name, ''])))).toEqual(names);
  });

  it('leave out dependencies, output and what git ignores, but not what an inner .gitignore takes back', () => {
    expect(listed({
      '.gitignore': 'generated/\n*.gen.ts\n', 'src/a.ts': '', 'src/b.gen.ts': '', 'generated/c.ts': '', 'node_modules/d/index.js': '', 'dist/e.js': '',
      'keep/.gitignore': '!f.gen.ts\n', 'keep/f.gen.ts': '',
    })).toEqual(['keep/f.gen.ts', 'src/a.ts']);
  });

  it('are narrowed by the configuration', () => {
    const files = { 'src/a.ts': '', 'src/legacy/b.ts': '', 'tools/c.ts': '' };
    expect(listed(files, { include: ['src/**'], exclude: ['src/legacy'] })).toEqual(['src/a.ts']);
  });
});

describe('an import', () => {
  const FILES = {
    'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@agents/*": ["src/agents/*"] } } }',
    'package.json': '{ "name": "server", "imports": { "#run": "./src/run.ts" } }',
    'src/run.ts': '', 'src/agents/engine.ts': '', 'src/agents/index.ts': '', 'src/old.cjs': '',
    'packages/shared/package.json': '{ "name": "shared", "exports": "./main.ts" }', 'packages/shared/main.ts': '',
  };

  it.each([
    ['./run.js', 'src/run.ts'], ['./run', 'src/run.ts'], ['./agents', 'src/agents/index.ts'], ['@agents/engine', 'src/agents/engine.ts'], ['#run', 'src/run.ts'], ['./old.cjs', 'src/old.cjs'],
    ['node:fs', undefined], ['express', undefined], ['./missing.js', undefined],
  ])('%s means %s', (request, expected) => {
    const root = project(FILES);
    const found = createResolver()(join(root, 'src/server.ts'), request);
    expect(found?.slice(root.length + 1)).toBe(expected);
  });
});
