import { expect, it } from 'vitest';
import { Project } from './run.js';

const DESK = `import { getAgentInstanceFactory } from './agents.js';

console.log(getAgentInstanceFactory().question);
`;

const project = (desk: string): Project => new Project({
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "skipLibCheck": true, "noEmit": true }, "include": ["src"] }',
  'src/agents.ts': `import { perRequest } from '@unsingleton/runtime';

export const createAgentInstanceFactory = perRequest((user) => ({ question: user.userId }), { name: 'agents' });

let instance: { question: string } | undefined;
export const getAgentInstanceFactory = (): { question: string } => (instance ??= { question: '' });
`,
  'src/desk.ts': desk,
});

it('fails for what is left as it was, until a person has looked at it', () => {
  expect(project(DESK).run('migrate')).toMatchObject({ code: 1, stdout: expect.stringContaining('NO_REQUEST') as string });
  const settled = DESK.replace('console', '// @unsingleton-ignore NO_REQUEST: the desk belongs to everybody\nconsole');
  expect(project(settled).run('migrate')).toMatchObject({ code: 0, stdout: expect.stringContaining('1 refused') as string });
});
