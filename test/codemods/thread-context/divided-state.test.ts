import { describe, expect, it } from 'vitest';
import { migrate } from '../../../codemods/thread-context/migrate.js';
import { AGENT_SERVER } from '../change/hand-plan.js';
import { makeTree, readTree } from '../change/tree.js';

const configuration = { context: { module: './context' }, accessors: [{ legacy: 'getAgent', factory: 'createAgent' }] };

const ASK = `import { getAgent } from './agents';
import type { UserExecutionContext } from './context';

export function ask(userContext: UserExecutionContext): string {
  return [userContext.userId, getAgent().run('ask'), tidy()].join();
}
`;

/** A use that is refused because of what happens outside requests, beside one that can move. */
const PROGRAMS = {
  'a timer calls a function that requests call too': [1, `${ASK}
function tidy(): string {
  return getAgent().run('tidy');
}

setInterval(() => tidy(), 60_000);
`],
  'a part of the object is kept when the module loads, and read in requests': [1, `${ASK}
const { tools } = getAgent();

function tidy(): string {
  return tools.join();
}
`],
  'a timer alone calls the function': [0, `${ASK.replace('tidy()', "''")}
function tidy(): void {
  getAgent().run('tidy');
}

setInterval(tidy, 60_000);
`],
} as const;

const { 'tsconfig.json': tsconfig, 'src/context.ts': context, 'src/agents.ts': agents } = AGENT_SERVER;
const SERVER = { 'tsconfig.json': tsconfig, 'src/context.ts': context, 'src/agents.ts': agents.replace('  run(', '  readonly tools: string[] = [];\n  run(') };

describe('what is refused for the sake of start-up code or a timer', () => {
  it.each(Object.entries(PROGRAMS))('divides the state where requests run through it as well: %s', async (_, [left, text]) => {
    const root = makeTree({ ...SERVER, 'src/ask.ts': text });
    const { report } = await migrate({ root, configuration, write: true });

    expect(report.refused.map(({ code }) => code)).toEqual(['NO_REQUEST']);
    expect(report.rewritten).toBe(1);
    expect(report.written).toBe(left === 0);
    expect(report.split ?? []).toMatchObject(left === 0 ? [] : [{ accessor: 'getAgent', moved: 1, left }]);
    expect(readTree(root)['src/ask.ts']?.includes('createAgent(userContext)')).toBe(left === 0);
  });
});
