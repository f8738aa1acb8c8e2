import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import transform from '../../../codemods/jscodeshift/contract-accessor.js';
import { apply, dedent } from './apply.js';

const folders: string[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A program on disk, because the codemod looks for callers in all of it. */
function inProgram(files: Record<string, string>): void {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
}

const DEFINITION = dedent`
  import { perRequest } from '@unsingleton/runtime';

  export class AgentInstanceFactory {}

  let instance: AgentInstanceFactory | undefined;
  let started = false;

  /** @deprecated since the factories */
  export function getAgentInstanceFactory(): AgentInstanceFactory {
    instance ??= new AgentInstanceFactory();
    return instance;
  }

  export const createAgentInstanceFactory = perRequest(() => new AgentInstanceFactory());
  export const start = () => { started = true; };
`;

describe('contract-accessor', () => {
  it('removes the definition and the slot that only it named', () => {
    inProgram({ 'src/agents.ts': DEFINITION, 'src/run.ts': "import { createAgentInstanceFactory } from './agents';\n" });
    expect(apply(transform, DEFINITION, 'src/agents.ts')).toBe(dedent`
      import { perRequest } from '@unsingleton/runtime';

      export class AgentInstanceFactory {}

      let started = false;

      export const createAgentInstanceFactory = perRequest(() => new AgentInstanceFactory());
      export const start = () => { started = true; };
    `);
  });

  it('removes the shared instance behind the shim', () => {
    const source = dedent`
      import { legacyGetter, perRequest } from '@unsingleton/runtime';
      class Agents {}
      let instance;
      function sharedAgents() {
        return (instance ??= new Agents());
      }
      function other() {
        return new Agents();
      }
      export const createAgents = perRequest(() => other());
      export const getAgentInstanceFactory = legacyGetter({ instance: sharedAgents });
    `;
    inProgram({ 'src/agents.js': source });
    expect(apply(transform, source, 'src/agents.js')).toBe(dedent`
      import { perRequest } from '@unsingleton/runtime';
      class Agents {}
      function other() {
        return new Agents();
      }
      export const createAgents = perRequest(() => other());
    `);
  });

  it('refuses while a caller is left, and names it', () => {
    inProgram({ 'src/agents.ts': DEFINITION, 'src/run.ts': "import { getAgentInstanceFactory } from './agents';\ngetAgentInstanceFactory();\n" });
    expect(() => apply(transform, DEFINITION, 'src/agents.ts')).toThrow('getAgentInstanceFactory is still used in src/run.ts');
  });

  it.each([
    ['a re-export in a barrel', "export { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';\n", "export { createAgentInstanceFactory } from './agents';\n"],
    ['a re-export that stands first', "export { getAgentInstanceFactory, createAgentInstanceFactory } from './agents';\n", "export { createAgentInstanceFactory } from './agents';\n"],
    ['a dead import', "import { getAgentInstanceFactory } from './agents';\nrun();\n", 'run();\n'],
    ['one dead name of an import', "import { getAgentInstanceFactory, createAgentInstanceFactory } from './agents';\nrun(createAgentInstanceFactory);\n", "import { createAgentInstanceFactory } from './agents';\nrun(createAgentInstanceFactory);\n"],
    ['a shim and the imports that only it used', "import { legacyGetter, perRequest } from '@unsingleton/runtime';\nimport { codes } from './codes';\nexport const getAgentInstanceFactory = legacyGetter({ code: codes.agents });\nrun(perRequest);\n", "import { perRequest } from '@unsingleton/runtime';\nrun(perRequest);\n"],
  ])('removes %s', (_what, before, after) => {
    inProgram({ 'src/index.ts': before });
    expect(apply(transform, before, 'src/index.ts')).toBe(after);
  });

  it('keeps an import that is used', () => {
    const source = "import { getAgentInstanceFactory } from './agents';\ngetAgentInstanceFactory();\n";
    inProgram({ 'src/run.ts': source });
    expect(apply(transform, source, 'src/run.ts')).toBeUndefined();
  });
});
