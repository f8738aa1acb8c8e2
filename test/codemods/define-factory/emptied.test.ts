/** Tests and administrators empty a singleton by emptying its slot: what was moved out of it has to go with it. */
import { describe, expect, it } from 'vitest';
import { define, type Defined } from './program.js';

const TASKS = `export class Tasks {
  private open: string[] = [];
  private done = 0;
  add(task: string): void {
    this.open.push(task);
  }
  finish(): number {
    this.open.shift();
    return ++this.done;
  }
}

let instance: Tasks | undefined;
export function getTasks(): Tasks {
  return (instance ??= new Tasks());
}

export function resetTasks(): void {
  instance = undefined;
}
export const forgetTasks = (): void => void (instance = undefined);
`;

const ANSWERS = { answers: { 'Tasks.open': 'user' } };
const run = (source: string, more: Readonly<Record<string, string>> = {}): Defined => define({ 'src/tasks.ts': source, ...more }, 'getTasks', ANSWERS);
const refusal = ({ plan }: Defined): string | undefined => plan.refusals[0]?.message;

describe('whoever empties the slot', () => {
  it('empties what all instances share, and what each user has', () => {
    const { texts, diagnostics } = run(TASKS.replace(/export const forgetTasks.*\n/, 'export const forgetTasks = (): unknown => (instance = undefined);\n').replace('(): unknown', '()'));
    const text = texts.get('src/tasks.ts') ?? '';
    expect(text).toContain('  instance = undefined;\n  tasksState.reset();\n  tasksUserState.reset();\n}');
    expect(text).toContain('forgetTasks = () => { instance = undefined; tasksState.reset(); tasksUserState.reset(); };');
    expect(diagnostics).toEqual([]);
  });

  it('is named where it cannot', () => {
    expect(refusal(run(TASKS))).toMatch(/^`instance = undefined` \(src\/tasks\.ts:21\) empties what getTasks keeps, in the middle of line 21/);
    const closing = TASKS.replace(/export const forgetTasks.*\n/, '').replace('  finish()', '  close(): void {\n    instance = undefined;\n  }\n  finish()');
    expect(refusal(run(closing))).toMatch(/^`instance = undefined` \(src\/tasks\.ts:8\) empties what getTasks keeps, from inside an instance/);
  });

  it('is left alone where nothing was moved, and in the accessor itself', () => {
    const plain = TASKS.replace(/ {2}private done = 0;\n/, '').replace('return ++this.done', 'return 0');
    const answered = define({ 'src/tasks.ts': plain }, 'getTasks', { answers: { 'Tasks.open': 'request' } });
    expect(answered.texts.get('src/tasks.ts')).not.toContain('reset()');
  });

  it.each(['(Tasks as any).instance = undefined', "Tasks['instance'] = undefined", '(Tasks as unknown as { instance?: Tasks }).instance = undefined'])('is named in a test too, however it gets at a private slot: %s', (reset) => {
    const tasks = `${TASKS.slice(0, TASKS.indexOf('\nlet'))}`.replace('{\n', '{\n  private static instance: Tasks | undefined;\n  static getInstance(): Tasks {\n    return (Tasks.instance ??= new Tasks());\n  }\n');
    const test = `import { Tasks } from '../src/tasks.js';\n${reset};\nTasks.getInstance().add('write');\n`;
    const shared = define({ 'src/tasks.ts': tasks, 'test/tasks.test.ts': test }, 'Tasks.getInstance', ANSWERS);
    expect(refusal(shared)).toContain(`(test/tasks.test.ts:2) empties what Tasks.getInstance keeps, from another module, where the state that instances share cannot be emptied`);
    const alone = define({ 'src/tasks.ts': tasks, 'test/tasks.test.ts': test }, 'Tasks.getInstance', { answers: { 'Tasks.open': 'request', 'Tasks.done': 'request' } });
    expect(alone.plan.refusals).toEqual([]);
  });
});

describe('whoever reads a public slot past its accessor', () => {
  it('is named, in whatever file, since that one object stays everybody\'s', () => {
    const agents = 'export class Agents {\n  static instance: Agents | undefined;\n  private history: string[] = [];\n  static getInstance(): Agents {\n    return (Agents.instance ??= new Agents());\n  }\n  add(entry: string): void {\n    this.history.push(entry);\n  }\n}\n';
    const routes = "import { Agents } from './agents.js';\nexport const remember = (entry: string): void => Agents.instance?.add(entry);\n";
    const { plan } = define({ 'src/agents.ts': agents, 'src/routes.ts': routes }, 'Agents.getInstance', { answers: { 'Agents.history': 'request' } });
    expect(plan.refusals.map(({ code, message }) => `${code}: ${message}`)).toEqual(['DEFINITION_UNCLEAR: Agents.instance is also used at src/routes.ts:2, past Agents.getInstance: ask Agents.getInstance there first.']);
  });
});
