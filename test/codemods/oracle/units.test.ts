import { expect, it } from 'vitest';
import { openProject } from '../../../codemods/oracle/open.js';
import { makeTree } from '../change/tree.js';

const SERVER = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": ["runner"] }, "include": ["src"] }',
  'node_modules/@types/runner/index.d.ts': 'declare function expectRun(run: string): void;\n',
  'node_modules/browser/package.json': '{ "name": "browser", "types": "index.d.ts" }',
  'node_modules/browser/index.d.ts': '/// <reference path="./globals.d.ts" />\nexport declare const browser: string;\n',
  'node_modules/browser/globals.d.ts': 'declare const expectRun: number;\ndeclare const visit: (path: string) => void;\n',
  'src/runs.ts': "export const lastRun = 'r1';\nexpectRun(lastRun);\n",
};
const STRAY = { 'browser/runs.ts': "import { browser } from 'browser';\nimport { lastRun } from '../src/runs.js';\nvisit(`${browser}/${lastRun}`);\n" };

it('keeps the globals of a file that no tsconfig names out of the program', () => {
  const project = openProject(makeTree({ ...SERVER, ...STRAY }));
  expect(project.diagnostics('src/runs.ts')).toEqual([]);
  expect(project.diagnostics('browser/runs.ts')).toEqual([]);
});

it('sees such a file all the same, and what it names in the program', () => {
  const project = openProject(makeTree({ ...SERVER, ...STRAY }));
  expect(project.files).toEqual(['browser/runs.ts', 'src/runs.ts']);
  const [use] = project.identifiers('browser/runs.ts', 'lastRun').slice(-1);
  if (use === undefined) throw new Error('no use is found');
  expect(project.declarations(project.symbol(use)).map((at) => project.fileOf(at))).toEqual(['src/runs.ts']);
});

it('says of JavaScript that nobody checks what no engine would run', () => {
  const twice = { 'package.json': '{}', 'src/runs.js': "const runs = 1;\nconst runs = [];\n/** @type {string} */\nmodule.exports = 5;\n" };
  const options = '{ "compilerOptions": { "allowJs": true, "checkJs": false, "types": [] } }';
  for (const tree of [twice, { ...twice, 'tsconfig.json': options }]) {
    const messages = openProject(makeTree(tree)).diagnostics('src/runs.js').map(({ message }) => message);
    expect(new Set(messages)).toEqual(new Set(["Cannot redeclare block-scoped variable 'runs'."]));
  }
});

it('reads no file by what other configurations are built on', () => {
  const base = '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "types": [] } }';
  const own = '{ "extends": "./tsconfig.base", "compilerOptions": { "paths": { "@/*": ["./src/*"] } }, "include": ["src"] }';
  const project = openProject(makeTree({ 'tsconfig.base.json': base, 'tsconfig.json': own, 'src/runs.ts': "export const lastRun = 'r1';\n", 'src/desk.ts': "export { lastRun } from '@/runs';\n", 'test/desk.ts': "export { lastRun } from '@/desk';\n" }));
  expect(project.units.map(({ configFile, files }) => [configFile, files.length])).toEqual([['tsconfig.json', 2], ['tsconfig.json', 1]]);
  expect(project.files.flatMap((file) => project.diagnostics(file))).toEqual([]);
});
