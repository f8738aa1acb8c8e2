import { expect, it } from 'vitest';
import { openProject } from '../../../codemods/oracle/open.js';
import { makeTree } from '../change/tree.js';

/** What the compiler of a server with this package.json and these options has to say about its one file. */
function messages(manifest: object, options: object, others: Readonly<Record<string, string>> = {}): string[] {
  const project = openProject(makeTree({
    'package.json': JSON.stringify(manifest),
    'tsconfig.json': JSON.stringify({ compilerOptions: { target: 'es2022', ...options }, include: ['src'] }),
    'node_modules/@types/runner/index.d.ts': 'declare function expectRun(run: string): void;\n',
    'node_modules/agents/index.d.ts': 'declare const agents: readonly string[];\nexport = agents;\n',
    'src/runs.ts': "import agents from 'agents';\nlet last: string = agents[0] ?? 'none';\nexpectRun(last);\nlast = null;\nexport { last };\n",
    ...others,
  }));
  return project.diagnostics('src/runs.ts').map(({ message }) => message);
}

const NO_GLOBAL = expect.stringContaining("Cannot find name 'expectRun'") as string;
const NO_NULL = "Type 'null' is not assignable to type 'string'.";
const INTEROP = { module: 'commonjs', esModuleInterop: true };

it('reads a server of TypeScript 5 as that does: with all @types, and not strictly', () => {
  expect(messages({ devDependencies: { typescript: '^5.5.2' } }, INTEROP)).toEqual([]);
  expect(messages({ devDependencies: { typescript: '^5.5.2' } }, { ...INTEROP, strict: true, types: [] })).toEqual([NO_GLOBAL, NO_NULL]);
  expect(messages({ devDependencies: { typescript: '^5.5.2' } }, { module: 'commonjs' })).toEqual([expect.stringContaining("'esModuleInterop'")]);
});

it('reads a server of TypeScript 6, or of none that is known, as 6 does', () => {
  expect(messages({ devDependencies: { typescript: '~6.0.0' } }, {})).toEqual([NO_GLOBAL, NO_NULL]);
  expect(messages({ devDependencies: { typescript: 'catalog:' } }, {})).toEqual([NO_GLOBAL, NO_NULL]);
});

it('believes what is installed before what is asked for', () => {
  expect(messages({ devDependencies: { typescript: '^5.5.2' } }, {}, { 'node_modules/typescript/package.json': '{ "version": "6.0.3" }' })).toEqual([NO_GLOBAL, NO_NULL]);
});
