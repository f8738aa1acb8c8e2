/** The transforms as people run them: through the jscodeshift command, on trees of TypeScript, JSX and CommonJS. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const COMMAND = join(ROOT, 'node_modules/jscodeshift/bin/jscodeshift.js');

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

type Tree = Readonly<Record<string, string>>;

function run(transform: string, tree: Tree, ...options: readonly string[]): { readonly code: number | null; readonly output: string; readonly after: Tree } {
  const folder = mkdtempSync(join(tmpdir(), 'jscodeshift-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const path = join(ROOT, 'dist/codemods/jscodeshift', `${transform}.js`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, '-t', path, '--extensions=ts,tsx,js,jsx,cjs,mts', ...options, 'src'], { cwd: folder, encoding: 'utf8' });
  return { code: status, output: stdout + stderr, after: Object.fromEntries(Object.keys(tree).map((name) => [name, readFileSync(join(folder, name), 'utf8')])) };
}

/** What changed between two texts: the part that is not the same from the front or from the back. */
function change(before: string, after: string): readonly [gone: string, come: string] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}

const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;

const TREE: Tree = {
  'src/routes.ts': windows(`/* Licence: kept, with   its own
   white space. */
import settings from './settings.json' with { type: 'json' };
import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents.js'

export const run = async <T,>( ctx:UserExecutionContext, input : T ) => {
\tconst label = \`kept   as \${ settings.name }\`   // and this comment
\treturn getAgentInstanceFactory( ).run( input as unknown as string, label )
}
`),
  'src/Panel.tsx': `import { getAgentInstanceFactory } from './agents';
// prettier-ignore
export function Panel( { userContext }: { userContext: UserExecutionContext } ) {
  const agents = ( userContext: UserExecutionContext ) => getAgentInstanceFactory().names();
  return <ul  className='agents'>{ agents( userContext ).map( name => <li key={name}>{name}</li> ) }</ul>
}
`,
  'src/jobs.cjs': `'use strict'
const { getAgentInstanceFactory } = require('./agents')

module.exports.nightly = function (userContext) { return getAgentInstanceFactory().sweep() }
module.exports.start = function () { return 1 /* no semicolons here */ }
`,
  'src/untouched.ts': windows("export const   spaced = 'getAgentInstance' ;\n"),
};

describe('jscodeshift -t accessor-to-factory', () => {
  it('changes the names and the argument, and not one byte more', () => {
    const { code, output, after } = run('accessor-to-factory', TREE);
    expect([code, output]).toEqual([0, expect.stringMatching(/0 errors\s.*3 ok/s)]);
    const renamed = (text: string, context: string): string => text.replaceAll('getAgentInstanceFactory', 'createAgentInstanceFactory').replace(/createAgentInstanceFactory\(( ?)\)/, `createAgentInstanceFactory(${context}$1)`);
    expect(after['src/routes.ts']).toBe(renamed(TREE['src/routes.ts'] ?? '', 'ctx'));
    expect(after['src/Panel.tsx']).toBe(renamed(TREE['src/Panel.tsx'] ?? '', 'userContext'));
    expect(after['src/jobs.cjs']).toBe(renamed(TREE['src/jobs.cjs'] ?? '', 'userContext'));
    expect(after['src/untouched.ts']).toBe(TREE['src/untouched.ts']);
    expect(run('accessor-to-factory', after)).toMatchObject({ code: 0, after });
  });
});

describe('jscodeshift -t mocks-to-factory', () => {
  it('changes the double alone', () => {
    const test = windows("/* Licence */\nimport data from './data.json' with { type: 'json' }\nvi.mock( './agents' , () => ({ getAgentInstanceFactory : () => data }) )\n");
    const { code, after } = run('mocks-to-factory', { 'src/agents.test.ts': test });
    expect(code).toBe(0);
    expect(change(test, after['src/agents.test.ts'] ?? '')).toEqual(['get', 'create']);
  });
});

const DEFINITION = windows(`/* Licence */
import { legacyGetter , perRequest } from '@unsingleton/runtime';

export class AgentInstanceFactory   {}
let instance: AgentInstanceFactory | undefined;

/** @deprecated */
export const getAgentInstanceFactory = legacyGetter({ instance: () => (instance ??= new AgentInstanceFactory()) });
export const createAgentInstanceFactory = perRequest( () => new AgentInstanceFactory() );
`);

describe('jscodeshift -t contract-accessor', () => {
  it('takes the shim away, and nothing else', () => {
    const { code, output, after } = run('contract-accessor', { 'src/agents.ts': DEFINITION, 'src/index.ts': "export { getAgentInstanceFactory, createAgentInstanceFactory } from './agents';\n" });
    expect([code, output]).toEqual([0, expect.stringMatching(/2 ok/)]);
    expect(after['src/agents.ts']).toBe(windows(`/* Licence */
import { perRequest } from '@unsingleton/runtime';

export class AgentInstanceFactory   {}

export const createAgentInstanceFactory = perRequest( () => new AgentInstanceFactory() );
`));
    expect(after['src/index.ts']).toBe("export { createAgentInstanceFactory } from './agents';\n");
  });

  const CALLED: Tree = { 'src/agents.ts': DEFINITION, 'src/run.ts': "import { getAgentInstanceFactory } from './agents';\ngetAgentInstanceFactory();\n" };

  it.each([[['--fail-on-error']], [['--run-in-band']]])('fails while a caller is left, with %j', (options) => {
    const { code, output, after } = run('contract-accessor', CALLED, ...options);
    expect([code, output]).toEqual([1, expect.stringContaining('getAgentInstanceFactory is still used in src/run.ts')]);
    expect(after).toEqual(CALLED);
  });

  it('says what makes it fail, where jscodeshift would end with 0', () => {
    const { code, output, after } = run('contract-accessor', CALLED);
    expect([code, output]).toEqual([0, expect.stringContaining('[jscodeshift ends with 0 all the same, unless it is given --fail-on-error]')]);
    expect(after).toEqual(CALLED);
  });

  it('fails on a file that cannot be read as a program', () => {
    const { code, after } = run('contract-accessor', { 'src/broken.ts': 'const getAgentInstanceFactory = = 1;\n' }, '--fail-on-error');
    expect([code, after['src/broken.ts']]).toEqual([1, 'const getAgentInstanceFactory = = 1;\n']);
  });
});
