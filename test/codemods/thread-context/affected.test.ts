import { describe, expect, it } from 'vitest';
import { splice } from '../../../codemods/change/splice.js';
import { openProject } from '../../../codemods/oracle/open.js';
import type { Reached } from '../../../codemods/oracle/influence.js';
import { statementsKnowing } from '../../../codemods/oracle/knowing.js';
import type { TypeOracle } from '../../../codemods/oracle/oracle.js';
import { affectedBy } from '../../../codemods/thread-context/verify/affected.js';
import { diagnosticDelta } from '../../../codemods/thread-context/verify/diagnostics.js';
import { handPlan, type HandEdit } from '../change/hand-plan.js';
import { makeTree } from '../change/tree.js';

const CONFIGURATION = { 'package.json': '{ "type": "module" }\n', 'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "preserve", "target": "es2022", "lib": ["es2022"], "types": [], "allowJs": true, "skipLibCheck": true } }\n' };
const AGENTS = 'export function load(run: string) { return run.length; }\nexport const limit = 3;\n';
/** A parameter more, in front, of another type. */
const PARAMETER: HandEdit = [1, 'agents.ts', 'run: string', 'user: { id: string }, run: string'];

type Edited = { readonly original: TypeOracle; readonly edited: TypeOracle; readonly edits: ReturnType<typeof handPlan>['edits']; readonly reached: Reached };

function edit(files: Readonly<Record<string, string>>, ...changes: readonly HandEdit[]): Edited {
  const tree: Record<string, string> = { ...CONFIGURATION, ...files };
  const root = makeTree(tree);
  const { edits } = handPlan(root, changes);
  const original = openProject(root);
  const edited = original.overlay(new Map([...new Set(edits.map(({ file }) => file))].map((file) => [file, splice(tree[file] ?? '', edits.filter((one) => one.file === file))])));
  return { original, edited, edits, reached: affectedBy({ original, edited, edits }) };
}

/** What is checked of a file, as its first words, or `whole`. */
function checkedIn({ reached }: Edited, file: string): string {
  const statements = reached.get(file);
  if (statements === undefined || statements === 'whole') return statements ?? '';
  return [...statements].sort((a, b) => a.pos - b.pos).map((statement) => statement.getText().split('\n')[0]).join(' | ');
}

/** The new messages, once of what is reached, and once of everything. */
function newMessages({ original, edited, edits, reached }: Edited): readonly [readonly string[], readonly string[]] {
  const everything = new Map(edited.files.map((file) => [file, 'whole'] as const));
  const [some, all] = [reached, everything].map((which) => diagnosticDelta(original, edited, which, edits).new.map(({ file, line, code }) => `${file}:${String(line)} ${String(code)}`).sort());
  return [some ?? [], all ?? []];
}

describe('what edits can have changed the types of', () => {
  it.each([
    ['a name imported', { 'a.ts': "import { load } from './agents';\nexport const a = (): number => load('a');\nexport const calm = 1;\n" }],
    ['a name imported under another one', { 'a.ts': "import { load as read } from './agents';\nexport const a = (): number => read('a');\nexport const calm = 1;\n" }],
    ['a name handed on by a barrel', { 'barrel.ts': "export { load as read } from './agents';\n", 'a.ts': "import { read } from './barrel';\nexport const a = (): number => read('a');\nexport const calm = 1;\n" }],
    ['all names handed on', { 'barrel.ts': "export * from './agents';\n", 'a.ts': "import { load } from './barrel';\nexport const a = (): number => load('a');\nexport const calm = 1;\n" }],
    ['the module as a whole', { 'a.ts': "import * as agents from './agents';\nexport const a = (): number => agents.load('a');\nexport const calm = 1;\n" }],
    ['the whole of what a barrel hands on', { 'barrel.ts': "export * as agents from './agents';\n", 'a.ts': "import * as all from './barrel';\nexport const a = (): number => all.agents.load('a');\nexport const calm = 1;\n" }],
    ['a dynamic import', { 'a.ts': "export const a = async (): Promise<number> => (await import('./agents')).load('a');\nexport const calm = 1;\n" }],
    ['an import type', { 'a.ts': "export const a = (load: typeof import('./agents').load): number => load('a');\nexport const calm = 1;\n" }],
    ['a default export', { 'main.ts': "import { load } from './agents';\nexport default load;\n", 'a.ts': "import read from './main';\nexport const a = (): number => read('a');\nexport const calm = 1;\n" }],
    ['an inferred type', { 'b.ts': "import { load } from './agents';\nexport const tools = { load };\n", 'a.ts': "import { tools } from './b';\nexport const a = (): number => tools.load('a');\nexport const calm = 1;\n" }],
    ['a class that inherits it', { 'b.ts': "import { load } from './agents';\nexport class Base { load = load }\n", 'c.ts': "import { Base } from './b';\nexport class Tool extends Base {}\n", 'a.ts': "import { Tool } from './c';\nexport const a = (): number => new Tool().load('a');\nexport const calm = 1;\n" }],
    ['an assignment to a variable', { 'a.ts': "import { load } from './agents';\nlet read: ((user: { id: string }, run: string) => number) | ((run: string) => number) = (run: string) => run.length;\nread = load;\nexport const a = read('a');\n" }],
    ['a namespace', { 'b.ts': "import { load } from './agents';\nexport namespace Tools { export const read = load; }\n", 'a.ts': "import { Tools } from './b';\nexport const a = (): number => Tools.read('a');\nexport const calm = 1;\n" }],
    ['JavaScript that imports it', { 'b.js': "import { load } from './agents';\nexport const tools = { load };\n", 'a.ts': "import { tools } from './b';\nexport const a = (): number => tools.load('a');\nexport const calm = 1;\n" }],
    ['a declaration file', { 'globals.d.ts': "declare global { var read: typeof import('./agents').load }\nexport {};\n", 'a.ts': "export const a = (): number => read('a');\nexport const calm = 1;\n" }],
    ['an augmented module', { 'b.ts': "import type { load } from './agents';\ndeclare module './c' { interface Tool { load: typeof load } }\n", 'c.ts': 'export interface Tool { name: string }\n', 'a.ts': "import type { Tool } from './c';\nexport const a = (tool: Tool): number => tool.load('a');\nexport const calm = 1;\n" }],
    ['an augmented module under a name of the package', { 'package.json': '{ "type": "module", "imports": { "#c": "./c.ts" } }\n', 'b.ts': "import type { load } from './agents';\ndeclare module '#c' { interface Tool { load: typeof load } }\n", 'c.ts': 'export interface Tool { name: string }\n', 'a.ts': "import type { Tool } from './c';\nexport const a = (tool: Tool): number => tool.load('a');\nexport const calm = 1;\n" }],
  ])('is followed through %s', (_, files) => {
    const edited = edit({ 'agents.ts': AGENTS, ...files }, PARAMETER);
    const [some, all] = newMessages(edited);
    expect(some).toEqual(all);
    expect(all.some((message) => message.startsWith('a.ts'))).toBe(true);
    const checked = checkedIn(edited, 'a.ts');
    expect(checked === 'whole' || !checked.includes('calm') || checked.includes('read = load')).toBe(true);
  });

  const SERVER = {
    'node_modules/server/package.json': '{ "name": "server", "types": "index.d.ts" }\n',
    'node_modules/server/index.d.ts': 'declare global { namespace Served { interface Request {} } }\nexport interface Session { id: string }\nexport type Handler = (request: Served.Request, session: Session) => void;\nexport declare function route(handler: Handler): number;\n',
    'node_modules/guards/package.json': '{ "name": "guards", "types": "index.d.ts" }\n',
    'node_modules/guards/index.d.ts': "import type { Handler } from 'server';\nexport declare const guard: (handler: Handler) => number;\n",
    'node_modules/quiet/package.json': '{ "name": "quiet", "types": "index.d.ts" }\n',
    'node_modules/quiet/index.d.ts': 'export declare function quiet(): number;\n',
    'quiet.ts': "import { quiet } from 'quiet';\nexport const calm = quiet();\n",
  };

  it.each([
    ['global types that a package speaks of', { 'types.d.ts': "import type { load } from './agents';\ndeclare global { namespace Served { interface Request { load: typeof load } } }\n", 'a.ts': "import { route } from 'server';\nexport const a = route((request) => { request.load('a'); });\n" }],
    ['global types that own code names', { 'types.d.ts': "import type { load } from './agents';\ndeclare global { namespace Served { interface Request { load: typeof load } } }\n", 'a.ts': "export const a = (request: Served.Request): number => request.load('a');\n" }],
    ['a package that takes them from that one', { 'b.ts': "import type { load } from './agents';\ndeclare global { namespace Served { interface Request { load: typeof load } } }\nexport {};\n", 'a.ts': "import { guard } from 'guards';\nexport const a = guard((request) => { request.load('a'); });\n" }],
    ['a package that is added to', { 'types.d.ts': "import type { load } from './agents';\ndeclare module 'server' { interface Session { load: typeof load } }\n", 'a.ts': "import { guard } from 'guards';\nexport const a = guard((_, session) => { session.load('a'); });\n" }],
    ['declarations by hand that take them', { 'types.d.ts': "import type { load } from './agents';\ndeclare module 'server' { interface Session { load: typeof load } }\n", 'more.d.ts': "import type { Session } from 'server';\nexport type Kept = Session;\n", 'a.ts': "import type { Kept } from './more';\nexport const a = (session: Kept): number => session.load('a');\n" }],
  ])('is followed through %s, and no further', (_, files) => {
    const edited = edit({ 'agents.ts': AGENTS, ...SERVER, ...files }, PARAMETER);
    const [some, all] = newMessages(edited);
    expect(some).toEqual(all);
    expect(all.filter((message) => message.startsWith('a.ts'))).toHaveLength(1);
    expect(checkedIn(edited, 'quiet.ts')).toBe('');
  });

  it('stops at a body whose result is annotated', () => {
    const files = { 'agents.ts': AGENTS, 'b.ts': "import { load } from './agents';\nexport function b(): number { return load('b'); }\nexport function c() { return load('c'); }\n", 'a.ts': "import { b, c } from './b';\nexport const viaB = b();\nexport const viaC = c();\n" };
    const edited = edit(files, PARAMETER);
    expect(checkedIn(edited, 'b.ts')).toBe("import { load } from './agents'; | export function b(): number { return load('b'); } | export function c() { return load('c'); }");
    expect(checkedIn(edited, 'a.ts')).toBe("import { b, c } from './b'; | export const viaC = c();");
  });

  it('leaves alone what an edited import takes besides', () => {
    const files = { 'agents.ts': AGENTS, 'a.ts': "import { limit, load } from './agents';\nexport const most = limit;\nexport const a = load;\n" };
    const edited = edit(files, [1, 'a.ts', '{ limit, load }', '{ limit, load as read }'], [1, 'a.ts', '= load', '= read']);
    expect(checkedIn(edited, 'a.ts')).toBe("import { limit, load as read } from './agents'; | export const a = read;");
  });

  it('misses what is gone', () => {
    const edited = edit({ 'agents.ts': AGENTS, 'a.ts': "import { limit } from './agents';\nexport const most = limit;\nexport const calm = 1;\n" }, [1, 'agents.ts', 'limit', 'bound']);
    const [some, all] = newMessages(edited);
    expect(some).toEqual(all);
    expect(all).toEqual(['a.ts:1 2305']);
  });

  it('is a whole file where an error is expected in it, or unused names are errors', () => {
    const expecting = edit({ 'agents.ts': AGENTS, 'a.ts': "import { load } from './agents';\n// @ts-expect-error no such user\nexport const a = load({ id: 'Alice' }, 'a');\n" }, PARAMETER);
    expect(newMessages(expecting)).toEqual([['a.ts:2 2578'], ['a.ts:2 2578']]);
    const strict = { ...CONFIGURATION, 'tsconfig.json': CONFIGURATION['tsconfig.json'].replace('"strict"', '"noUnusedLocals": true, "strict"') };
    const unused = edit({ ...strict, 'agents.ts': AGENTS, 'a.ts': "import { load } from './agents';\nexport const a = load('a');\n" }, [1, 'a.ts', "load('a')", '1']);
    expect(newMessages(unused)).toEqual([['a.ts:1 6133'], ['a.ts:1 6133']]);
  });
});

describe('the statements that can hold a value', () => {
  it('are those that know its type by some name, in modules that import it', () => {
    const root = makeTree({ ...CONFIGURATION, 'agents.ts': 'export class Hub { load() { return 1; } }\nexport const hub = new Hub();\nexport const limit = 3;\n', 'a.ts': "import { hub, limit } from './agents';\nexport const first = hub;\nexport const most = limit;\n", 'b.ts': "export class Hub {}\nexport const hub = new Hub();\n" });
    const oracle = openProject(root);
    const [declaration] = oracle.source('agents.ts')?.statements ?? [];
    const known = declaration === undefined ? [] : [...statementsKnowing(oracle, declaration)].map((statement) => statement.getText().split('\n')[0]);
    expect(known.sort()).toEqual(['export class Hub { load() { return 1; } }', 'export const first = hub;', 'export const hub = new Hub();', "import { hub, limit } from './agents';"]);
  });
});
