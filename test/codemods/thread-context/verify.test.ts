import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import type { Edit, Plan } from '../../../codemods/change/plan.js';
import { splice } from '../../../codemods/change/splice.js';
import { openProject } from '../../../codemods/oracle/open.js';
import { audit } from '../../../codemods/thread-context/verify/audit.js';
import { affectedBy } from '../../../codemods/thread-context/verify/affected.js';
import { diagnosticDelta, enclosingSymbol } from '../../../codemods/thread-context/verify/diagnostics.js';
import { withoutComponents } from '../../../codemods/change/components.js';
import { rolledBackAgain } from '../../../codemods/thread-context/verify/second-run.js';
import { settle } from '../../../codemods/thread-context/verify/settle.js';
import { Sources } from '../../../codemods/thread-context/verify/sources.js';
import { checkSyntax } from '../../../codemods/thread-context/verify/syntax.js';
import { AGENT_SERVER, CHAT, REPORT, REPORT_HALF_DONE, handPlan } from '../change/hand-plan.js';
import { makeTree } from '../change/tree.js';

/** Edits a text where `find` stands; says what the parser has against it. */
function problems(text: string, ...changes: readonly (readonly [find: string, replacement: string])[]): readonly string[] {
  const edits = changes.map(([find, replacement]): Edit => {
    const start = text.indexOf(find);
    const pure = replacement.endsWith(find);
    return { id: find, file: 'chat.tsx', start, end: pure ? start : start + find.length, text: pure ? replacement.slice(0, -find.length) : replacement, kind: 'rewrite', component: 1, why: 'by hand' };
  });
  const parse = (code: string): ts.SourceFile => ts.createSourceFile('chat.tsx', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  return checkSyntax(parse(text), parse(splice(text, edits)), edits).map(({ message }) => message);
}

describe('the edited tree', () => {
  it.each([
    ['an argument', 'run(task);', [['task', 'userContext, task']]],
    ['an argument where there was none', 'run(/* now */);', [[')', 'userContext)']]],
    ['a parameter of a bare arrow function', 'const run = async task => chat(task);', [['task', '(userContext: User, task)'], ['chat(task', 'chat(userContext, task']]],
    ['an import and a renamed specifier', "import { getAgent } from './agents';\ngetAgent();", [['import', "import type { User } from './user';\nimport"], ['getAgent', 'createAgent']]],
    ['a closure around a function', 'tasks.map(run);', [['run', '(task) => run(userContext, task)']]],
    ['a shorthand property', 'register({ run });', [['run', 'run: (task) => run(userContext, task)']]],
    ['a first statement of a body', 'function run(request) {\n  chat();\n}', [['\n  chat', '\n  const userContext = contextFromRequest(request);\n  chat']]],
    ['a removed field', 'class Chat {\n  agent = getAgent();\n  run() {}\n}', [['  agent = getAgent();\n', '']]],
    ['a marker', "'use strict';\nrun();\n", [['run', '// @unsingleton-todo NO_REQUEST: no request, so no user\nrun']]],
  ] as const)('is the original one plus %s', (_, text, edits) => {
    expect(problems(text, ...edits)).toEqual([]);
  });

  it('does not parse', () => {
    expect(problems('run(task);', ['task', 'userContext,, task'])).toEqual(['the edited file no longer parses']);
  });

  it('parses, and declares a name of a JavaScript file twice', () => {
    const parse = (code: string): ts.SourceFile => ts.createSourceFile('agents.js', code, ts.ScriptTarget.Latest, true);
    const check = (text: string): readonly string[] => {
      const line = "const { createAgents } = require('./pool');\n";
      const edit: Edit = { id: 'import', file: 'agents.js', start: 0, end: 0, text: line, kind: 'support', component: 1, why: 'by hand' };
      return checkSyntax(parse(text), parse(line + text), [edit]).map(({ message }) => message);
    };
    expect(check('const createAgents = () => [];\n')).toEqual(['no engine would load the edited file: Identifier `createAgents` has already been declared']);
    expect(check('const agents = createAgents();\nvar old = 1;\nvar old = 2;\n')).toEqual([]);
  });

  it('has lost a statement to the one before it', () => {
    expect(problems('const a = chat\nrun(task);', ['run', '(userContext, run)'])).not.toEqual([]);
    expect(problems('chat\n;[1].map(run)', [';', ''])).not.toEqual([]);
  });

  it('has lost a directive', () => {
    expect(problems("'use client';\nrun();", ["'use client'", "import './user';\n'use client'"])).toEqual(['an expression statement is read differently after the edits']);
  });

  it('has another precedence', () => {
    expect(problems('const all = a ?? b;', ['a ??', 'userContext, a ??'])).not.toEqual([]);
    expect(problems('const all = 2 * n;', ['n', '1 + n'])).not.toEqual([]);
  });

  it('has a comment torn from its target', () => {
    const text = 'chat();\n// @ts-expect-error wrong on purpose\nrun();\n';
    expect(problems(text, ['run', '// @unsingleton-todo NO_REQUEST: x\nrun'])).toEqual(['the comment "// @ts-expect-error wrong on purpose" no longer stands at its target']);
    expect(problems(text, ['run', 'const userContext = contextFromRequest(request);\nrun'])).toHaveLength(1);
    expect(problems(text, ['run()', 'run(userContext)'])).toEqual([]);
  });
});

describe('the delta of diagnostics', () => {
  const open = (chat: string): ReturnType<typeof openProject> => openProject(makeTree({ ...AGENT_SERVER, 'src/chat.ts': chat }));
  const delta = (before: string, after: string, edits: readonly Edit[] = [difference(before, after)]): readonly string[] => {
    const oracle = open(before);
    const edited = oracle.overlay(new Map([['src/chat.ts', after]]));
    return diagnosticDelta(oracle, edited, new Map([...oracle.dependents(['src/chat.ts'])].map((file) => [file, 'whole'])), edits).new.map(({ file, line, code }) => `${file}:${String(line)} ${String(code)}`);
  };
  /** One edit that makes the one text of the other. */
  const difference = (before: string, after: string): Edit => {
    let start = 0;
    while (start < before.length && before[start] === after[start]) start += 1;
    let tail = 0;
    while (tail < Math.min(before.length, after.length) - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
    return { id: 'difference', file: 'src/chat.ts', start, end: before.length - tail, text: after.slice(start, after.length - tail), kind: 'rewrite', component: 1, why: 'by hand' };
  };
  const chat = 'export function chat(task: string): number {\n  return task;\n}\n';

  it('knows a message again by its place, where the property around it has another name now', () => {
    const before = "export const doubles = { getAgent: jest.fn(), other: jest.fn() };\n";
    const root = makeTree({ ...AGENT_SERVER, 'src/doubles.ts': before });
    const { edits } = handPlan(root, [[1, 'src/doubles.ts', 'getAgent', 'createAgent']]);
    const original = openProject(root);
    const [renamed, broken] = ['createAgent', 'createAgent: jest.fn(), more'].map((name) => {
      const edited = original.overlay(new Map([['src/doubles.ts', before.replace('getAgent', name)]]));
      return diagnosticDelta(original, edited, new Map([['src/doubles.ts', 'whole']]), edits).new.length;
    });
    expect([renamed, broken]).toEqual([0, 1]);
  });

  it('does not count a name in an argument of ours that is unresolved where the call begins', () => {
    const assertion = (argument: string): string => `export const check = () => watch(1).toHaveBeenCalledWith(${argument});\n`;
    expect(delta(assertion("'a'"), assertion("watch.anything(), 'a'"))).toEqual([]);
    expect(delta(assertion("'a'"), assertion("clock.anything(), 'a'"))).toEqual(['src/chat.ts:1 2304']);
    expect(delta(assertion("'a'"), assertion("() => watch.anything(), 'a'"))).toEqual(['src/chat.ts:1 2304']);
  });

  describe('of a property that is written again beside itself', () => {
    const mock = (...properties: readonly string[]): string => `export const double = () => ({ ${properties.join(', ')} });\n`;
    const old = 'getAgents: spy.fn().mockReturnValue(1)';

    it('does not count the message that its copy repeats', () => {
      expect(delta(mock(old), mock('createAgents: spy.fn().mockReturnValue(1)', old))).toEqual([]);
      expect(delta(mock('getAgents() { return spy.fn(); }'), mock('createAgents() { return spy.fn(); }', 'getAgents() { return spy.fn(); }'))).toEqual([]);
    });

    it('counts a message of a copy that reads otherwise, or stands elsewhere', () => {
      expect(delta(mock(old), mock('createAgents: spy.fn().mockReturnValue(2)', old))).toEqual(['src/chat.ts:1 2304']);
      expect(delta(mock(old), `${mock(old)}export const other = { ${old} };\n`)).toEqual(['src/chat.ts:2 2304']);
    });

    it('counts a name that is not resolved where it was resolved before', () => {
      const known = `const spy = { fn: () => 1 };\n${mock('getAgents: spy.fn()')}`;
      expect(delta(known, mock('createAgents: spy.fn()', 'getAgents: spy.fn()'))).toEqual(['src/chat.ts:1 2304', 'src/chat.ts:1 2304']);
    });

    it('counts our own name that we forgot to import, although the file fails to resolve it elsewhere', () => {
      const broken = 'export const first = () => createAgents();\n';
      expect(delta(`${broken}export const second = () => 1;\n`, `${broken}export const second = () => createAgents();\n`)).toEqual(['src/chat.ts:2 2304']);
    });
  });

  it('does not count a message that has only moved', () => {
    expect(delta(chat, `// Alice\n\n${chat}`)).toEqual([]);
  });

  it('counts the same message in another function', () => {
    expect(delta(`${chat}export function run(task: string): string {\n  return task;\n}\n`, chat.replace('number', 'string') + 'export function run(task: string): number {\n  return task;\n}\n')).toEqual(['src/chat.ts:5 2322', 'src/server.ts:2 2322'].slice(0, 1));
  });

  it('counts a second message of the same kind', () => {
    expect(delta(chat, chat.replace('return task;', 'if (task) return task; return task;'))).toEqual(['src/chat.ts:2 2322']);
  });

  it('does not count a message of a declaration that goes by another name now', () => {
    const double = 'export const double = { getAgent: () => missing, other: () => 1 };\n';
    expect(delta(chat + double, chat + double.replace('getAgent', 'createAgent'))).toEqual([]);
    const both = [['getAgent', 'createAgent'], ['1', 'missing']].map(([from = '', to = '']) => difference(chat + double, (chat + double).replace(from, to)));
    expect(delta(chat + double, chat + double.replace('getAgent', 'createAgent').replace('1', 'missing'), both)).toEqual(['src/chat.ts:4 2304']);
  });

  it('finds what breaks in a file that was not edited', () => {
    expect(delta(AGENT_SERVER['src/chat.ts'], AGENT_SERVER['src/chat.ts'].replace('chat(', 'chat(userContext: { userId: string }, '))).toEqual(['src/server.ts:2 2554']);
  });

  it('names the declarations around a place', () => {
    const text = 'class Pool { constructor() { run(); } agents = { chat: () => run() }; }';
    const source = ts.createSourceFile('pool.ts', text, ts.ScriptTarget.Latest, true);
    expect(enclosingSymbol(source, text.indexOf('run'))).toBe('Pool.constructor');
    expect(enclosingSymbol(source, text.lastIndexOf('run'))).toBe('Pool.agents.chat');
  });
});

describe('settling on what can stay', () => {
  const unmarked = (plan: Plan): { plan: Plan; acknowledged: ReadonlySet<never> } => ({ plan, acknowledged: new Set() });

  it('finds the one culprit among many components', () => {
    const count = 9;
    const files = Object.fromEntries(Array.from({ length: count }, (_, index) => [`src/report-${String(index)}.ts`, AGENT_SERVER['src/report.ts']]));
    const root = makeTree({ ...AGENT_SERVER, ...files });
    const edits = Object.keys(files).flatMap((file, index) => (index === 5 ? REPORT_HALF_DONE : REPORT).map(([, , find, replacement]) => [index + 1, file, find, replacement] as const));
    const { rolledBack } = settle({ program: { oracle: openProject(root), sources: new Sources(root) }, plan: handPlan(root, edits), mark: unmarked });
    expect([...rolledBack.keys()]).toEqual([6]);
  });

  it('finds two that fail only together', () => {
    // Component 1 renames what component 2 begins to use.
    const root = makeTree({ ...AGENT_SERVER, 'src/tasks.ts': 'export const tasks = { report: 1 };\nexport type Tasks = { report: number };\n', 'src/use.ts': "import { tasks, type Tasks } from './tasks';\nexport const all: Tasks = tasks;\n" });
    const plan = handPlan(root, [[1, 'src/tasks.ts', '{ report: 1 }', '{ report: 1, chat: 2 }'], [2, 'src/tasks.ts', '{ report: number }', '{ report: number; chat: string }'], ...CHAT.map(([, ...rest]) => [3, ...rest] as const)]);
    const { rolledBack } = settle({ program: { oracle: openProject(root), sources: new Sources(root) }, plan, mark: unmarked });
    expect([...rolledBack.keys()]).toEqual([2]);
  });

  it('rolls back what is read differently, before any type is asked', () => {
    const root = makeTree({ ...AGENT_SERVER, 'src/start.ts': "'use strict';\nexport const started = true;\n" });
    const plan = handPlan(root, [...CHAT, [2, 'src/start.ts', "'use strict'", "import './context';\n'use strict'"]]);
    const { rolledBack } = settle({ program: { oracle: openProject(root), sources: new Sources(root) }, plan, mark: unmarked });
    expect([...rolledBack]).toEqual([[2, { code: 'VERIFICATION_FAILED', message: 'In src/start.ts, an expression statement is read differently after the edits.' }]]);
  });
});

describe('the audit of what no type-check sees', () => {
  /** Gives `chat` the context by an edit, with other code around it that was, or was not, edited as it should be. */
  const missedIn = (file: string, before: string, ...changes: readonly (readonly [find: string, replacement: string])[]): readonly string[] => {
    const root = makeTree({ ...AGENT_SERVER, 'tsconfig.json': AGENT_SERVER['tsconfig.json'].replace('"strict"', '"allowJs": true, "strict"'), [file]: before });
    const plan = handPlan(root, changes.map(([find, replacement]) => [1, file, find, replacement] as const));
    const original = openProject(root);
    const edited = original.overlay(new Map([[file, splice(before, plan.edits)]]));
    expect(edited.diagnostics(file)).toEqual([]);
    return audit({ original, edited, edits: plan.edits, textOf: () => before, reached: affectedBy({ original, edited, edits: plan.edits }) }).map(({ line, message }) => `${String(line)}: ${message}`);
  };
  const header = "import type { UserExecutionContext } from './context';\nexport declare const rows: any[];\nexport declare const row: any;\n";
  const chat = (parameters: string): string => `${header}export function chat(${parameters}): string { return String(task); }\n`;
  const takes = ['chat(', 'chat(userContext: UserExecutionContext, '] as const;
  const tail = 'export const use = (userContext: UserExecutionContext): unknown => ';

  it.each([
    ['handed on to a list of any', `${chat('task?: unknown')}${tail}rows.map(chat);\n`, '5: `chat` takes the context now, but is handed on here'],
    ['handed on to a promise of any', `${chat('task?: unknown')}${tail}Promise.resolve(row).then(chat);\n`, '5: `chat` takes the context now, but is handed on here'],
    ['called with any in the place of the context', `${chat('task?: unknown')}${tail}chat(row);\n`, '5: `chat` takes the context now, but is called here without it'],
    ['called by reflection', `${chat('task?: unknown')}${tail}Reflect.apply(chat, undefined, ['hello']);\n`, '5: `chat` takes the context now, but is called here without it'],
    ['called through apply with a list of any', `${chat('task?: unknown')}${tail}chat.apply(undefined, rows as [any]);\n`, '5: `chat` takes the context now, but is called here without it'],
    ['called so through call', `${chat('task?: unknown')}${tail}chat.call(undefined, row);\n`, '5: `chat` takes the context now, but is called here without it'],
  ])('finds a function %s', (_, text, message) => {
    expect(missedIn('src/talk.ts', text, ['chat(task?: unknown)', 'chat(userContext: UserExecutionContext, task?: unknown)'])).toEqual([expect.stringContaining(message)]);
  });

  it('is content with the same places once they pass the context', () => {
    const text = `${chat('task?: unknown')}${tail}[rows.map(chat), chat(row), chat.call(undefined, row)];\n`;
    const missed = missedIn('src/talk.ts', text, ['chat(task?: unknown)', `${takes[1]}task?: unknown)`],
      ['rows.map(chat)', 'rows.map((task) => chat(userContext, task))'], [', chat(row)', ', chat(userContext, row)'], ['call(undefined, row)', 'call(undefined, userContext, row)']);
    expect(missed).toEqual([]);
  });

  it('does not take another function of the same name for it', () => {
    const text = `${chat('task?: unknown')}${tail}userContext;\nexport const other = { chat: (given: unknown): unknown => given };\nother.chat(row); rows.map(other.chat);\n`;
    expect(missedIn('src/talk.ts', text, ['chat(task?: unknown)', `${takes[1]}task?: unknown)`])).toEqual([]);
  });

  it('finds a call in JavaScript that nothing checks', () => {
    const text = "/** @import { UserExecutionContext } from './context' */\nexport function chat(task) { return task; }\nexport const use = () => chat('hello');\nexport const fine = (/** @type {UserExecutionContext} */ given) => chat(given, 'hello');\n";
    expect(missedIn('src/talk.js', text, ['function chat(task)', 'function chat(/** @type {UserExecutionContext} */ userContext, task)']))
      .toEqual(['3: `chat` takes the context now, but is called here without it, or with something in its place that the compiler does not hold against its type.']);
  });
});

describe('planning again', () => {
  const sink = { file: 'src/report.ts', line: 3, column: 10, accessor: 'getAgent', outcome: 'rewritten', component: 1 } as const;

  it('knows a component that was rolled back again, although it has moved', () => {
    const root = makeTree(AGENT_SERVER);
    const found = handPlan(root, REPORT);
    const before = AGENT_SERVER['src/report.ts'];
    const plan: Plan = { ...found, edits: [{ id: 'm', file: 'src/report.ts', start: 0, end: 0, text: '// a marker\n', kind: 'support', component: 0, why: '' }], refusals: [{ ...sink, code: 'VERIFICATION_FAILED', message: '' }] };
    const after = `// a marker\n${before}`;
    const texts = { plan, before: () => before, after: () => after };
    expect([...rolledBackAgain({ ...texts, again: { ...found, sinks: [{ ...sink, line: 4, component: 2 }] } }).keys()]).toEqual([2]);
    expect([...rolledBackAgain({ ...texts, again: { ...found, sinks: [{ ...sink, component: 2 }] } }).keys()]).toEqual([]);
  });

  it('refuses every use of it at its own place', () => {
    const found = handPlan(makeTree(AGENT_SERVER), REPORT);
    const plan: Plan = { ...found, edits: [], refusals: [{ ...sink, code: 'VERIFICATION_FAILED', message: 'It failed.' }] };
    const again: Plan = { ...found, sinks: [sink, { ...sink, line: 7 }] };
    const text = AGENT_SERVER['src/report.ts'];
    const { refusals } = withoutComponents({ ...again, components: [{ id: 1, files: [sink.file], sinks: 2 }] }, rolledBackAgain({ plan, again, before: () => text, after: () => text }));
    expect(refusals.map(({ line, message }) => `${String(line)}: ${message}`)).toEqual(['3: It failed.', '7: It failed.']);
  });
});
