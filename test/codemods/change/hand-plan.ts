/** A plan written by hand: what is to be verified should not come from what made it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Component, Edit, Plan, Sink } from '../../../codemods/change/plan.js';
import { hashOf } from '../../../codemods/change/source.js';

/** `[component, file, text that stands there once, text in its place]` */
export type HandEdit = readonly [component: number, file: string, find: string, replacement: string];

export function handPlan(root: string, edits: readonly HandEdit[], more: Partial<Plan> = {}): Plan {
  const planned = edits.map((edit) => toEdit(root, edit));
  const ids = [...new Set(planned.map(({ component }) => component))].sort((a, b) => a - b);
  const sinks = planned.flatMap((edit): Sink[] => (edit.text.startsWith('createAgent(') ? [sinkAt(root, edit)] : []));
  const components = ids.map((id): Component => ({ id, files: [...new Set(planned.filter((edit) => edit.component === id).map(({ file }) => file))], sinks: sinks.filter((sink) => sink.component === id).length }));
  return {
    version: 1,
    root,
    accessors: ['getAgent'],
    hashes: Object.fromEntries(planned.map(({ file }) => [file, hashOf(readFileSync(join(root, file)))])),
    edits: planned,
    components,
    sinks,
    refusals: [],
    functionsThreaded: 0,
    entryPoints: [],
    edges: { proved: 0, adapted: 0, waived: 0, refused: 0 },
    ...more,
  };
}

function toEdit(root: string, [component, file, find, replacement]: HandEdit): Edit {
  const text = readFileSync(join(root, file), 'utf8').replace(/^\uFEFF/, '');
  const start = text.indexOf(find);
  if (start === -1 || text.includes(find, start + 1)) throw new Error(`"${find}" does not stand in ${file} exactly once`);
  const [head, tail] = replacement.endsWith(find) ? [0, find.length] : sharedEnds(find, replacement);
  return { id: `${file}:${String(start + head)}`, file, start: start + head, end: start + find.length - tail, text: replacement.slice(head, replacement.length - tail), kind: 'rewrite', component, why: 'by hand' };
}

/** How many characters the two have in common at their start and end, in whole words. */
function sharedEnds(find: string, replacement: string): readonly [head: number, tail: number] {
  const isCut = (at: number): boolean => isWordAt(find, at);
  let head = 0;
  while (head < find.length && find[head] === replacement[head]) head += 1;
  while (isCut(head)) head -= 1;
  let tail = 0;
  while (tail < Math.min(find.length, replacement.length) - head && find.at(-1 - tail) === replacement.at(-1 - tail)) tail += 1;
  while (isCut(find.length - tail) || isWordAt(replacement, replacement.length - tail)) tail -= 1;
  return [head, tail];
}

const isWordAt = (text: string, at: number): boolean => /\w/.test(text[at - 1] ?? '') && /\w/.test(text[at] ?? '');

function sinkAt(root: string, { file, start, component }: Edit): Sink {
  const above = readFileSync(join(root, file), 'utf8').replace(/^\uFEFF/, '').slice(0, start);
  return { file, line: above.split('\n').length, column: start - above.lastIndexOf('\n'), accessor: 'getAgent', outcome: 'rewritten', component };
}

/** A small agent server: one accessor, two users of it that have nothing to do with one another. */
export const AGENT_SERVER = {
  'package.json': '{ "type": "module" }\n',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "preserve", "target": "es2022", "lib": ["es2022"], "types": [], "skipLibCheck": true } }\n',
  'src/context.ts': 'export type UserExecutionContext = { readonly userId: string };\nexport function contextFromRequest(request: { userId: string }): UserExecutionContext {\n  return request;\n}\n',
  'src/agents.ts': [
    "import type { UserExecutionContext } from './context';",
    'export class Agent {',
    '  constructor(readonly owner?: string) {}',
    '  run(task: string): string { return `${String(this.owner)}: ${task}`; }',
    '}',
    'let agent: Agent | undefined;',
    'export function getAgent(): Agent { return (agent ??= new Agent()); }',
    'export function createAgent(userContext: UserExecutionContext): Agent { return new Agent(userContext.userId); }',
    '',
  ].join('\n'),
  'src/chat.ts': "import { getAgent } from './agents';\nexport function chat(task: string): string {\n  return getAgent().run(task);\n}\n",
  'src/server.ts': "import { chat } from './chat';\nexport const handle = (request: { userId: string; task: string }): string => chat(request.task);\n",
  'src/report.ts': "import { getAgent } from './agents';\nexport function report(): string {\n  return getAgent().run('report');\n}\nexport const nightly = (): string => report();\n",
} as const;

/** The right edits of the chat's half. */
export const CHAT: readonly HandEdit[] = [
  [1, 'src/chat.ts', 'import { getAgent }', "import type { UserExecutionContext } from './context';\nimport { getAgent }"],
  [1, 'src/chat.ts', '{ getAgent }', '{ createAgent }'],
  [1, 'src/chat.ts', 'chat(task: string)', 'chat(userContext: UserExecutionContext, task: string)'],
  [1, 'src/chat.ts', 'getAgent().run', 'createAgent(userContext).run'],
  [1, 'src/server.ts', 'import { chat }', "import { contextFromRequest } from './context';\nimport { chat }"],
  [1, 'src/server.ts', 'chat(request.task)', 'chat(contextFromRequest(request), request.task)'],
];

/** The report's half, without the edit of its caller: it does not compile. */
export const REPORT_HALF_DONE: readonly HandEdit[] = [
  [2, 'src/report.ts', 'import { getAgent }', "import type { UserExecutionContext } from './context';\nimport { getAgent }"],
  [2, 'src/report.ts', '{ getAgent }', '{ createAgent }'],
  [2, 'src/report.ts', 'report(): string {', 'report(userContext: UserExecutionContext): string {'],
  [2, 'src/report.ts', 'getAgent().run', 'createAgent(userContext).run'],
];
export const REPORT: readonly HandEdit[] = [
  ...REPORT_HALF_DONE,
  [2, 'src/report.ts', 'nightly = (): string => report()', 'nightly = (userContext: UserExecutionContext): string => report(userContext)'],
];
