import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../src/facts/facts.js';
import type { Names } from '../../src/facts/language.js';
import { movedPlaces, type Moved } from '../../src/facts/same-facts.js';
import { findSourceFiles } from '../../src/project/files.js';
import { parseFacts } from '../../src/project/parse.js';

function factsOf(text: string): FileFacts {
  const parsed = parseFacts('/app/agents.ts', text);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed.facts;
}

/** Every other file asks for `keep` and `LIMIT`, wherever they are; some class has a method `padEnd`, and `Math` is written to. */
const NAMES: Names = { isAsked: (name) => name === 'keep' || name === 'LIMIT', isTaken: (name) => name === 'padEnd' || name === 'Math' };
const compared = (before: string, after: string): Moved | undefined => movedPlaces(factsOf(before), factsOf(after), NAMES);

const KEEPER = `let owner;
export function keep(value) { owner = value; }
export async function kept(value) { owner = value; await null; return owner; }
`;

describe('two texts of one file', () => {
  it('say the same when one has comments, types and a layout of its own', () => {
    const after = `// Keeps agents.\ntype Owner = string;\n${KEEPER.replaceAll('; ', ';\n  ').replace('(value)', '(value: Owner /* of Alice */)')}`;
    const moved = compared(KEEPER.replace('(value)', '(value: Owner)'), after);
    expect(moved?.(KEEPER.indexOf('owner'))).toBe(after.indexOf('owner;'));
    expect(after.slice(moved?.(KEEPER.replace('(value)', '(value: Owner)').lastIndexOf('owner = value')))).toMatch(/^owner = value;\n {2}await null/);
  });

  it('say the same wherever they begin, whatever they say', () => {
    const { files } = findSourceFiles(join(import.meta.dirname, '../..'), { include: ['/src/**/*.ts'] });
    expect(files.length).toBeGreaterThan(100);
    const rarities = 'while (next()) await null;\ndo { next(); } while (next());\nfor (; next(); ) break;\n';
    for (const text of [rarities, ...files.map((file) => readFileSync(file, 'utf8').replace(/^#!.*/, ''))]) {
      expect(compared(text, `/* Moved. */ ${text}`), text.slice(0, 200)).toBeDefined();
    }
  });

  it.each([
    ["const most = 3;\nconst names = ['Alice', { last: 'Bob' }];\n", ''],
    ['', 'export const settings = { retries: 3 };\n'],
    ['', '// Ends here.\n'],
    ['function last() {}\n', 'function last() { const none = []; }\n'],
    ['const most = 3;\n', 'const least = 2, none = undefined;\n'],
  ])('say the same when they differ in constants to which nobody refers: %j, %j', (before, after) => {
    expect(compared(before + KEEPER, after + KEEPER)).toBeDefined();
    expect(compared(KEEPER + before, KEEPER + after)).toBeDefined();
  });

  it.each([
    ['export const shorten = (text: string): string => text.slice(0, 80).trim();\n', ''],
    ["export function initials({ names, most = 2 }: { names: string[]; most?: number }): string {\n  if (!names.length) return '';\n  const all = names.map((name) => name.charAt(0).toUpperCase());\n  return all.slice(0, Number(most)).join('');\n}\n", ''],
    ['const LONGEST = 80;\nexport const clip = (text) => cut(text, LONGEST);\nfunction cut(text, most) { return text.length > most ? `${text.slice(0, most)}…` : text; }\n', ''],
    ['export function lengths(texts) {\n  const all = [], known = new Map();\n  for (const text of texts) if (/[a-z]/.test(text)) all.push(known.set(text, text.length));\n  return texts.filter(Boolean).sort().concat(all);\n}\n', ''],
    ['export const dividedBy = (by: number) => (value: number) => value / by;\n', 'export function* counted(all) { for (const one of all) yield [one, JSON.stringify(one)]; }\n'],
  ])('say the same when they differ in functions that nobody calls, and that work on what they are given: %j, %j', (before, after) => {
    const owner = KEEPER.indexOf('owner');
    for (const [one, other] of [[before, after], [after, before]] as const) {
      expect(compared(one + KEEPER, other + KEEPER)?.(one.length + owner)).toBe(other.length + owner);
      expect(compared(KEEPER + one, KEEPER + other)?.(owner)).toBe(owner);
      expect(compared(KEEPER.replace('let owner;\n', `let owner;\n${one}`), KEEPER.replace('let owner;\n', `let owner;\n${other}`))?.(owner)).toBe(owner);
    }
  });

  it.each([
    ["if (Date.now() < 3) throw new Error('not yet');"],
    ["if (value.length > 80 || Number(value.age) < 3) throw new RangeError(`${value.name} is no agent`);"],
    ['const [first, { last = 3 }] = value;'],
    ["const text = JSON.stringify({ value, at: new Date().toISOString() }); console.log(text.slice(0, 80), Number.EPSILON);"],
    ['try { JSON.parse(value); } catch (error) { console.error(error); throw error; }'],
    ['for (const one of value) console.log(one);'],
    ['let longest = value.length > 3 ? value : String(3); longest = value.concat(value); console.debug(longest);'],
  ])('say the same when a function that is called does by the way: %s', (statement) => {
    const more = KEEPER.replace('owner = value;', `${statement} owner = value;`).replace('await null;', `await null; ${statement}`);
    const [at, atMore] = [KEEPER, more].map((text) => text.lastIndexOf('return owner'));
    expect(compared(KEEPER, more)?.((at ?? 0) + 'return '.length)).toBe((atMore ?? 0) + 'return '.length);
    expect(compared(more, KEEPER)).toBeDefined();
  });

  it.each([
    ['looks at what is kept', 'console.log(owner);'],
    ['runs what it is given', 'console.log(value());'],
    ['changes what it is given', 'value.push(1);'],
    ['runs something of its own', "console.log(['Alice'].map((name) => keep(name)));"],
    ['waits', 'console.log(await value);'],
    ['hands on what it has made', 'const text = String(value); keep(text);'],
    ['keeps what it has made', 'const text = String(value); owner = text;'],
    ['lets others see what it has made', 'const text = String(value); const seen = () => text; kept(seen);'],
    ['leaves early', 'if (value) return;'],
    ['asks first who it is', "if (!value.isAdmin) throw new TypeError('no administrator');"],
    ['writes out what depends on who it is', "if (value.role === 'admin') console.log(value);"],
    ['puts something else in its place', 'value = String(value);'],
    ['calls what may be the program\'s own', 'console.log(value.padEnd(3));'],
    ['uses a global that is changed somewhere', 'console.log(Math.max(value, 3));'],
    ['may go on where a pattern stopped', 'value.test(3);'],
    ['uses something from its surroundings', 'console.log(process.env.USER);'],
  ])('do not say the same when a function that is called %s', (_title, statement) => {
    const more = KEEPER.replace('owner = value; await', `${statement} owner = value; await`);
    expect(compared(more, more)).toBeDefined();
    expect(compared(KEEPER, more)).toBeUndefined();
    expect(compared(more, KEEPER)).toBeUndefined();
  });

  it.each([
    ['is called', 'const last = (all) => all.at(-1);\nkeep(last);\n'],
    ['others ask for', 'export const LIMIT = () => 3;\n'],
    ['others ask for as the whole', 'export default (text) => text.trim();\n'],
    ['reads what is kept', 'export const now = () => owner;\n'],
    ['writes what is kept', 'export function forget() { owner = undefined; }\n'],
    ['writes into what it is given', "export function sign(run) { run.owner = 'Alice'; }\n"],
    ['calls what keeps', "export const keepAlice = () => keep('Alice');\n"],
    ['hands out what keeps', 'export const keepers = () => [keep, kept];\n'],
    ['calls what is imported', "export const enter = (user) => import('./users.js').then(({ enter: go }) => go(user));\n"],
    ['calls a method that may be the program\'s own', 'export const pad = (text) => text.padEnd(80);\n'],
    ['calls a method of which nothing is known', 'export const run = (agent) => agent.run();\n'],
    ['changes what it hands out to its own', 'export const all = (texts) => { const found = []; texts.forEach((text) => { found.push(text); }); return found; };\n'],
    ['changes what it is given under another name', 'export const add = (all, one) => { const list = all; list.push(one); };\n'],
    ['changes what it is given', 'export const add = (all, one) => all.push(one);\n'],
    ['refers to a global', 'export const user = () => process.env.USER;\n'],
    ['refers to a global that is changed somewhere', 'export const least = (all) => Math.min(...all);\n'],
    ['has a method', 'export const tools = () => ({ trim(text) { return text; } });\n'],
    ['has a class', 'export const boxed = (item) => new (class { held = item; })();\n'],
    ['says `this`', 'export function own() { return this; }\n'],
    ['a framework is told of by its type', 'export const handle: RequestHandler = (input) => input;\n'],
    ['a directive stands in', "export async function save(text) { 'use server'; return text; }\n"],
    ['is called by another that is called', 'function least(all) { return all.at(0); }\nconst first = (all) => least(all);\nkeep(first);\n'],
    ['calls another that refers to more', 'export const first = (all) => second(all);\nfunction second(all) { return [owner, all]; }\n'],
    ['can be replaced', 'let last = (all) => all.at(-1);\n'],
    ['is given an object of a class', 'export const open = (run: Run) => run.values();\n'],
  ])('do not say the same when they differ in a function that %s', (_title, added) => {
    const [before, after] = [`${KEEPER}class Run {}\n`, `${KEEPER}class Run {}\n${added}`];
    expect(compared(after, after)).toBeDefined();
    expect(compared(before, after)).toBeUndefined();
    expect(compared(after, before)).toBeUndefined();
  });

  it.each([
    ['what is kept', KEEPER, KEEPER.replace('owner = value', "owner = 'Alice'")],
    ['in which order things happen', KEEPER, KEEPER.replace('owner = value; await null;', 'await null; owner = value;')],
    ['what depends on one condition', 'let a, b; export function set(v) { switch (v) { case 1: a = 1; b = 2; } }', 'let a, b; export function set(v) { switch (v) { case 1: a = 1; } switch (v) { case 1: b = 2; } }'],
    ['a constant that others ask for', KEEPER, `${KEEPER}export const LIMIT = 3;\n`],
    ['a constant that others ask for by another name', KEEPER, `${KEEPER}const most = 3;\nexport { most as LIMIT };\n`],
    ['a constant that the file refers to', `const a = 1, b = 2;\n${KEEPER}${'keep(a);'}`, `const a = 1, b = 2;\n${KEEPER}${'keep(b);'}`],
    ['the value of a constant that the file refers to', `const a = 1;\n${KEEPER}keep(a);`, `const a = 3;\n${KEEPER}keep(a);`],
    ['a constant that holds more than literals', KEEPER, `${KEEPER}const owners = [owner];\n`],
    ['a constant that holds another', KEEPER, `${KEEPER}const owners = { first: owner };\n`],
    ['a constant that runs something', KEEPER, `${KEEPER}const settings = { first: keep() };\n`],
    ['a constant that stands for a type that nobody declares', 'export function run(request: Request) {}\n', 'const Request = 1;\nexport function run(request: Request) {}\n'],
    ['a variable that can be set', KEEPER, `${KEEPER}let most = 3;\n`],
    ['a name from the surroundings that is declared now', 'export const now = () => process.env.USER;', "const process = { env: {} };\nexport const now = () => process.env.USER;"],
    ['how that is made which is kept', 'let a; export function set(v) { const made = v.trim(); a = made; }', 'let a; export function set(v) { const made = v.at(0); a = made; }'],
    ['how that is made which is handed on', 'export function set(v) { const made = String(v.trim()); if (v) v.put(made); }', 'export function set(v) { const made = String(v.at(0)); if (v) v.put(made); }'],
    ['how that is made on which it depends', 'let a; export function set(v) { const made = v.trim(); if (!made) a = 1; }', 'let a; export function set(v) { const made = v.at(0); if (!made) a = 1; }'],
    ['an import', KEEPER, `import './agents.js';\n${KEEPER}`],
  ])('do not say the same when they differ in %s', (_title, before, after) => {
    expect(compared(before, before)).toBeDefined();
    expect(compared(before, after)).toBeUndefined();
    expect(compared(after, before)).toBeUndefined();
  });
});
