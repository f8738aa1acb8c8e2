import { expect, it } from 'vitest';
import { openProject } from '../../../codemods/oracle/open.js';
import { specifierOf } from '../../../codemods/thread-context/specifiers.js';
import { makeTree } from '../change/tree.js';

const SERVER = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "types": [], "rootDir": "src", "outDir": "dist", "paths": { "@/*": ["./src/*"] } }, "include": ["src"] }',
  'src/agents.ts': 'export const getAgents = (): string[] => [];\n',
  'src/work/runs.ts': "import { getAgents } from '../agents.js';\nexport const startRun = (): string[] => getAgents();\n",
  'test/built.js': "import { startRun } from '../dist/work/runs.js';\nstartRun();\n",
  'src/desk.ts': "import { startRun } from './work/runs.js';\nimport { getAgents } from '@/agents.js';\nexport const desk = [startRun, getAgents];\n",
  'test/read.ts': "import { startRun } from '../src/work/runs.js';\nstartRun();\n",
};

it('asks for a file where the other imports do: among the sources, where they are built, or as it is asked for already', () => {
  const project = openProject(makeTree(SERVER), ['getAgents']);
  const specifiers = ['test/built.js', 'test/read.ts', 'src/work/runs.ts', 'src/desk.ts'].map((file) => {
    const source = project.source(file);
    if (source === undefined) throw new Error(`${file} is not read`);
    return ['src/agents.ts', 'src/work/agents.ts'].map((from) => specifierOf(project, source, from));
  });
  expect(specifiers).toEqual([['../dist/agents.js', '../dist/work/agents.js'], ['../src/agents.js', '../src/work/agents.js'], ['../agents.js', './agents.js'], ['@/agents.js', './work/agents.js']]);
});
