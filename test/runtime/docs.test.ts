import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as guard from '../../src/runtime/guard/index.js';
import * as runtime from '../../src/runtime/index.js';
import * as testing from '../../src/runtime/testing/index.js';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/runtime.md'), 'utf8');
// In the tree, so that the examples find the packages that they import; and where git does not look.
const folder = join(root, 'node_modules/.cache/unsingleton-docs');

type Example = { readonly heading: string; readonly code: string; readonly file: string };

const examples: Example[] = [];
let heading = '';
for (const [, title, code] of page.matchAll(/^## (.+)$|^```ts\n([\s\S]*?)^```$/gm)) {
  if (title !== undefined) heading = title;
  else if (code !== undefined) examples.push({ heading: `${heading} (${examples.length + 1})`, code, file: join(folder, `example-${examples.length + 1}.ts`) });
}

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const { code, file } of examples) {
    writeFileSync(file, code);
    writeFileSync(file.replace(/\.ts$/, '.js'), ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 } }).outputText);
  }
});
afterAll(() => { rmSync(folder, { recursive: true }); });

describe('docs/runtime.md', () => {
  it.each(examples)('prints what it says: $heading', async ({ code, file }) => {
    const expected = [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line);
    const { stdout } = await promisify(execFile)(process.execPath, [file.replace(/\.ts$/, '.js')], { env: { ...process.env, NODE_ENV: 'production', UNSINGLETON_LEGACY: 'warn' } });
    expect(stdout.split('\n').slice(0, -1)).toEqual(expected);
  });

  it('has examples that type-check under the strictest flags', () => {
    const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config, ts.sys, root);
    delete options.tsBuildInfoFile;
    const program = ts.createProgram(examples.map(({ file }) => file), { ...options, rootDir: root, noEmit: true, incremental: false, declaration: false, isolatedDeclarations: false, typeRoots: [join(root, 'node_modules/@types')] });
    const problems = ts.getPreEmitDiagnostics(program).filter(({ file }) => file?.fileName.includes('unsingleton-docs') ?? true);
    expect(problems.map(({ file, messageText }) => `${file?.fileName.split('/').at(-1) ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)).toEqual([]);
  });

  it('shows every exported name, and every subpath', () => {
    const names = [runtime, testing, guard].flatMap((module) => Object.keys(module));
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([]);
    const { exports: subpaths } = JSON.parse(readFileSync(join(root, 'src/runtime/package.json'), 'utf8')) as { exports: Record<string, unknown> };
    expect(Object.keys(subpaths).filter((subpath) => subpath !== '.' && !subpath.endsWith('.json') && !page.includes(subpath.slice(1)))).toEqual([]);
  });
});
