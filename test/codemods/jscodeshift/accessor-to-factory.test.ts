import { describe, expect, it } from 'vitest';
import transform from '../../../codemods/jscodeshift/accessor-to-factory.js';
import { apply, dedent } from './apply.js';

const run = (source: string, path = 'src/routes.ts', options: Record<string, string> = {}): string | undefined => apply(transform, source, path, options);

const MARKER = '// @unsingleton-todo NO_CONTEXT_IN_SCOPE: no user context is in scope here';

describe('accessor-to-factory', () => {
  it('rewrites a call whose function takes the context', () => {
    const source = dedent`
      import type { UserExecutionContext } from '@unsingleton/runtime';
      import { getAgentInstanceFactory } from './agents';

      export function startRun(ctx: UserExecutionContext, name: string) {
        return getAgentInstanceFactory().run(name); // one per request
      }
    `;
    expect(run(source)).toBe(source.replaceAll('getAgentInstanceFactory()', 'createAgentInstanceFactory(ctx)').replace('{ getAgentInstanceFactory }', '{ createAgentInstanceFactory }'));
  });

  it('marks a call that no context reaches, once', () => {
    const source = dedent`
      import { getAgentInstanceFactory } from './agents';

      export function warmUp() {
        getAgentInstanceFactory().warm(getAgentInstanceFactory());
      }
    `;
    const marked = run(source);
    expect(marked?.split('\n').filter((line) => line.trim() === MARKER)).toHaveLength(1);
    expect(run(marked ?? '')).toBeUndefined();
  });

  it('keeps the old import while one use is left', () => {
    const result = run(dedent`
      import { getAgentInstanceFactory } from './agents';

      const factory = getAgentInstanceFactory();
      export const stop = (userContext) => getAgentInstanceFactory(userContext.runId).stop();
    `, 'src/stop.js');
    expect(result).toBe(dedent`
      import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';

      ${MARKER}
      const factory = getAgentInstanceFactory();
      export const stop = (userContext) => createAgentInstanceFactory(userContext, userContext.runId).stop();
    `);
  });

  it('does not choose between two users', () => {
    const result = run(dedent`
      import { getAgentInstanceFactory } from './agents';
      const share = (actor: UserExecutionContext, target: UserExecutionContext) => {
        return getAgentInstanceFactory().share();
      };
    `);
    expect(result).toContain('  // @unsingleton-todo AMBIGUOUS_CONTEXT');
    expect(result).toContain('return getAgentInstanceFactory().share();');
  });

  it.each([
    ["import { getAgentInstanceFactory as agents } from './agents';", 'agents()', 'agents(userContext)', "import { createAgentInstanceFactory as agents } from './agents';"],
    ["import * as agents from './agents';", 'agents.getAgentInstanceFactory()', 'agents.createAgentInstanceFactory(userContext)', undefined],
    ["const { getAgentInstanceFactory } = require('./agents');", 'getAgentInstanceFactory()', 'createAgentInstanceFactory(userContext)', "const { createAgentInstanceFactory } = require('./agents');"],
    ["const agents = require('./agents');", 'agents.getAgentInstanceFactory()', 'agents.createAgentInstanceFactory(userContext)', undefined],
  ])('follows %s', (head, before, after, newHead) => {
    const program = (first: string, call: string): string => `${first}\n\nexport const run = (userContext) => ${call}.run();\n`;
    expect(run(program(head, before), 'src/run.js')).toBe(program(newHead ?? head, after));
  });

  it('rewrites a static accessor and keeps its class', () => {
    const source = "import { AgentRegistry } from './registry';\nconst list = (userContext) => AgentRegistry.getInstance().list();\n";
    expect(run(source, 'list.js', { accessor: 'AgentRegistry.getInstance' })).toBe(
      "import { createAgentRegistry, AgentRegistry } from './registry';\nconst list = (userContext) => createAgentRegistry(userContext).list();\n",
    );
  });

  it('leaves a variable of the same name alone', () => {
    expect(run("import { getAgentInstanceFactory } from './agents';\nconst test = (userContext, getAgentInstanceFactory) => getAgentInstanceFactory();\n", 'a.js')).toBeUndefined();
  });

  it('keeps the import that a type still needs', () => {
    const result = run("import { getAgentInstanceFactory } from './agents';\ntype Factory = ReturnType<typeof getAgentInstanceFactory>;\nconst open = (userContext): Factory => getAgentInstanceFactory();\n");
    expect(result).toContain('import { createAgentInstanceFactory, getAgentInstanceFactory }');
  });

  it('keeps byte order mark, line ends, import attributes and the licence', () => {
    const source = '\uFEFF/* Licence */\r\nimport data from "./agents.json" with { type: "json" };\r\nimport { getAgentInstanceFactory } from "./agents"\r\nconst go = <T,>(userContext, x: T) => getAgentInstanceFactory()\r\n';
    expect(run(source)).toBe(source.replaceAll('getAgentInstanceFactory', 'createAgentInstanceFactory').replace('Factory()', 'Factory(userContext)'));
  });

  it('does nothing the second time', () => {
    const source = "import { getAgentInstanceFactory } from './agents';\nconst go = (userContext) => getAgentInstanceFactory();\n";
    expect(run(run(source) ?? '')).toBeUndefined();
  });
});
