import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { LEAKING_SERVER, Project } from './run.js';

type Validator = ((value: unknown) => boolean) & { readonly errors?: unknown };

// The schema of the standard (2.1.0, errata 01), in a package of its editors', with the validator that it asks for.
const editors = createRequire(createRequire(import.meta.url).resolve('@microsoft/jest-sarif'));
const Ajv = editors('ajv') as new (options: object) => { addMetaSchema: (schema: unknown) => void; compile: (schema: unknown) => Validator };
const schema: unknown = JSON.parse(readFileSync(editors.resolve('./schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
const ajv = new Ajv({ allErrors: true, schemaId: 'auto' });
ajv.addMetaSchema(editors('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(schema);

function expectValid(log: unknown): void {
  validate(log);
  expect(validate.errors).toBeNull();
}

type Log = { runs: { results: { ruleId: string }[]; invocations: { toolExecutionNotifications: object[] }[] }[] };

describe('SARIF', () => {
  it('of a scan with findings, code flows and files that could not be read keeps to the schema', () => {
    const project = new Project({ ...LEAKING_SERVER, 'src/broken file.ts': 'const = ;\n' });
    const log = JSON.parse(project.run('scan', '--format', 'sarif').stdout) as Log;
    expect(log.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('no-user-state-singleton');
    expect(log.runs[0]?.invocations[0]?.toolExecutionNotifications).toHaveLength(1);
    expectValid(log);
  });

  it('of a migration with refusals keeps to the schema', () => {
    const project = new Project({
      ...LEAKING_SERVER,
      'src/agents.ts': `import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';
class AgentInstanceFactory { constructor(readonly userContext?: UserExecutionContext) {} start(): void {} }
let instance: AgentInstanceFactory | undefined;
export const getAgentInstanceFactory = (): AgentInstanceFactory => (instance ??= new AgentInstanceFactory());
export const createAgentInstanceFactory = perRequest((userContext) => new AgentInstanceFactory(userContext));
`,
      'src/main.ts': "import { getAgentInstanceFactory } from './agents.js';\n\ngetAgentInstanceFactory().start();\n",
    });
    const log = JSON.parse(project.run('migrate', '--format', 'sarif').stdout) as Log;
    expect(log.runs[0]?.results).toHaveLength(1);
    expectValid(log);
  });

  it('that breaks the schema is noticed', () => {
    validate({ version: '2.1.0', runs: [{ results: [] }] });
    expect(validate.errors).not.toBeNull();
  });
});
