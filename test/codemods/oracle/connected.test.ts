import { expect, it } from 'vitest';
import { openProject } from '../../../codemods/oracle/open.js';
import { outputOf } from '../../../codemods/oracle/outputs.js';
import { makeTree } from '../change/tree.js';

const options = '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": [] }, "include": ["src"] }';

/** A monorepo: who asks for a package of it by name, who reaches into another's sources, and who has nothing to do with it. */
const MONOREPO = {
  ...Object.fromEntries(['agents', 'server', 'desk', 'reports', 'site'].flatMap((name) => [
    [`packages/${name}/package.json`, `{ "name": "@acme/${name}", "type": "module" }`],
    [`packages/${name}/tsconfig.json`, options],
  ])),
  'packages/agents/src/agents.ts': 'export const getAgents = (): string[] => [];\n',
  'packages/agents/src/names.ts': "export const FIRST = 'Ada';\n",
  'packages/server/src/runs.ts': "import { startRun } from '@acme/agents';\nexport const run = startRun;\n",
  'packages/desk/src/desk.ts': "import { run } from '@acme/server';\nexport const work = run;\n",
  'packages/reports/src/report.ts': "import { FIRST } from '../../agents/src/names.js';\nexport const author = FIRST;\n",
  'packages/site/src/site.ts': "export const title = 'Agents';\n",
};
const foldersFor = (...names: string[]): string[] => [...new Set(openProject(makeTree(MONOREPO), names).files.map((file) => file.split('/')[1] ?? ''))];

it('reads the packages that name the accessor, share a file with them, or import them, however far away', () => {
  expect(foldersFor('getAgents')).toEqual(['agents', 'desk', 'reports', 'server']);
  expect(foldersFor('title')).toEqual(['site']);
  expect(foldersFor('AgentRegistry.getInstance', 'run')).toEqual(['desk', 'server']);
});

it('reads all of them where no accessor is known, or none is named anywhere', () => {
  const all = ['agents', 'desk', 'reports', 'server', 'site'];
  expect(foldersFor()).toEqual(all);
  expect(foldersFor('getEngine')).toEqual(all);
});

const BUILT = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "types": [], "rootDir": "src", "outDir": "dist" }, "include": ["src"] }',
  'eslint.config.js': 'export default [];\n',
  'src/agents.ts': 'export const getAgents = (): string[] => [];\n',
  'src/runs.ts': "import { getAgents } from './agents.js';\nexport const startRun = (): string[] => getAgents();\n",
  'test/runs.js': "import { startRun } from '../dist/runs.js';\nstartRun();\n",
  'desk/server.js': "import { desk } from './desk.js';\ndesk();\n",
  'desk/desk.js': 'export const desk = () => getDesk();\nexport const getDesk = () => [];\n',
};

it('reads JavaScript that no compiler is shown where it names the accessor or calls what was built of the program', () => {
  const filesFor = (name: string): readonly string[] => openProject(makeTree(BUILT), [name]).files;
  expect(filesFor('getAgents')).toEqual(['src/agents.ts', 'src/runs.ts', 'test/runs.js']);
  expect(filesFor('getDesk')).toEqual(['desk/desk.js', 'desk/server.js', 'src/agents.ts', 'src/runs.ts', 'test/runs.js']);
});

it('knows the source of what a test asks for where it is built, built or not', () => {
  const trees = [BUILT, { ...BUILT, 'dist/runs.js': 'export const startRun = () => [];\n', 'dist/runs.d.ts': 'export declare const startRun: () => string[];\n' }];
  for (const project of trees.map((tree) => openProject(makeTree(tree), ['getAgents']))) {
    const [, call] = project.identifiers('test/runs.js', 'startRun');
    if (call === undefined) throw new Error('no call is found');
    expect(project.declarations(project.symbol(call)).map((at) => project.fileOf(at))).toEqual(['src/runs.ts']);
    expect(project.resolveModule('test/runs.js', '../dist/runs.js')).toBe('src/runs.ts');
  }
});

it('reads no JavaScript that a compiler has made, wherever that puts it', () => {
  const made = 'const getAgents = () => [];\nexports.getAgents = getAgents;\n';
  const build = '{ "extends": "./tsconfig.json", "compilerOptions": { "rootDir": "src", "outDir": "lib" } }';
  const outputs = { 'tsconfig.build.json': build, '.gitignore': 'bundle\n', 'src/agents.js': made, 'lib/agents.js': made, 'bundle/agents.js': made, 'published/agents.js': `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n${made}` };
  expect(openProject(makeTree({ ...BUILT, ...outputs }), ['getAgents']).files).toEqual(['src/agents.ts', 'src/runs.ts', 'test/runs.js']);
});

it('looks for the sources of a folder no higher than there are folders', () => {
  const unit = { configFile: '/app/tsconfig.json', rootNames: ['/app/src/agents.ts', '/shared/names.ts'], options: { outDir: '/app/dist' }, references: [] };
  expect(outputOf(unit)).toEqual([{ folder: '/app/dist', sources: '/' }]);
});
