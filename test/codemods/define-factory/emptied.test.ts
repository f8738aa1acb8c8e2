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
});
