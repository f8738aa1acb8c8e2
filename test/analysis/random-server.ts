import fc from 'fast-check';

/** One file of a random server: which two others it imports, and what it is made of. */
export type Part = { readonly first: number; readonly second: number; readonly kinds: readonly Kind[] };

/** What a file may hold. `a` and `b` are the modules that it imports, which may or may not have what is asked of them. */
const PIECES = {
  slot: 'let slot; export function put(v) { slot = v; } export async function take() { await null; return slot; } export function now() { return slot; }',
  table: 'export const table = new Map(); export function keep(k, v) { table.set(k, v); } export async function kept(k) { await null; return table.get(k); }',
  entry: 'export function scribble(k, v) { a.table.get(k).note = v; }',
  constant: 'export const limits = { longest: 10 }; export function within(v) { return v.length < limits.longest; }',
  box: 'export class Box { item; fill(v) { this.item = v; } async look() { await null; return this.item; } }',
  keeper: 'const box = new a.Box(); export function fillBox(v) { box.fill(v); } export async function lookBox() { return box.look(); }',
  opener: 'export function put(v) { const box = new b.Box(); box.fill(v); return box; } export function pack(box, v) { box.item = v; }',
  registry: "const boxes = new Map(); export function keep(k, v) { boxes.set('main', new a.Box()); boxes.get('main').fill(v); }",
  crate: 'export class Crate extends a.Box { seal() { return this.item; } } const crate = new Crate(); export function fillBox(v) { crate.fill(v); } export async function lookBox() { await null; return crate.seal(); }',
  service: "import { Injectable } from '@nestjs/common';\n@Injectable() export class Service { user; put(v) { this.user = v; } async take() { await null; return this.user; } }",
  stamper: 'export function stamp(target, v) { target.user = v; } export function stampTwice(target, v) { stamp(target, v); }',
  stamped: 'const state = {}; export function mark(v) { a.stamp(state, v); b.stampTwice(state, v); } export async function marked() { await null; return state.user; }',
  engraver: 'export const tools = { engrave(target, v) { target.user = v; } };',
  engraved: 'const plate = {}; export function mark(v, tool) { tool.engrave(plate, v); } export async function marked() { await null; return plate.user; }',
  runner: 'const pot = {}; export function withPot(work, v) { work(pot, v); } export async function marked() { await null; return pot.user; }',
  cook: 'const salt = (target, v) => { target.user = v; }; export function mark(v) { a.withPot(salt, v); }',
  hooks: 'export const hooks = {};',
  hooker: 'a.hooks.mark = (target, v) => { target.user = v; };',
  hooked: 'const tray = {}; export function mark(v) { b.hooks.mark(tray, v); } export async function marked() { await null; return tray.user; }',
  memo: "import { once } from 'lodash'; export const first = once((v) => v);",
  asker: 'export function mark(v) { return a.first(v); } export function match(v) { return b.pattern.test(v); }',
  pattern: 'export const pattern = /[a-z]+/g;',
  frozen: 'export const frozen = a.now(); export function frozenUser() { return frozen; }',
  global: 'export function put(v) { globalThis.current = v; } export async function take() { await null; return globalThis.current; }',
  counter: 'let count = 0; export function mark() { count += 1; }',
  language: "import i18next from 'i18next'; export function mark(v) { i18next.changeLanguage(v); }",
  closure: "export function start(app) { let current; app.use((req, res, next) => { current = req.user; next(); }); app.get('/me', async (req, res) => { await null; res.json(current); }); }",
  started: "import express from 'express'; a.start(express());",
  page: 'export class Page { last; async show(req, res) { this.last = req.body; await null; res.json(this.last); } }',
  wiring: "import express from 'express'; function open(page) { const pages = express(); pages.get('/page', (req, res) => page.show(req, res)); } export function main() { open(new a.Page()); b.main(); } main();",
  pure: 'export function add(one, other) { const all = []; all.push(one, other); return all.reduce((sum, each) => sum + each, 0); }',
  again: "export * from './AGAIN.js';",
  routes: `import express from 'express'; const app = express();
app.post('/run', async (req, res) => { const user = req.body.user; a.put(user); b.put(user); a.keep(req.body.id, user); a.scribble(req.body.id, user); a.mark(user, b.tools); b.mark(user); a.fillBox(user); b.fillBox(user); b.pack({}, user); a.match(user); res.end(); });
app.get('/run', async (req, res) => { res.json([await a.take(), await b.take(), await a.kept(1), await a.marked(), await b.marked(), await a.lookBox(), a.frozenUser()]); });`,
} as const;

type Kind = keyof typeof PIECES;

const KINDS = Object.keys(PIECES) as Kind[];

export const SIZE = 7;

export const part: fc.Arbitrary<Part> = fc.record({ first: fc.nat(SIZE - 1), second: fc.nat(SIZE - 1), kinds: fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 4 }) });

export const nameOf = (at: number): string => `src/part${String(at)}.ts`;

/** Imports come first, each piece once; a piece that is declared twice under one name is left out. */
export function textOf({ first, second, kinds }: Part): string {
  const names: Set<string> = new Set();
  const pieces = kinds.map((kind) => PIECES[kind]).filter((piece) => {
    const declared = [...piece.matchAll(/(?:function|const|class|let) (\w+)(?= ?[({=;]| extends)/g)].flatMap(([, name]) => name ?? []);
    if (declared.some((name) => names.has(name))) return false;
    for (const name of declared) names.add(name);
    return true;
  });
  return [`import * as a from './part${String(first)}.js';`, `import * as b from './part${String(second)}.js';`, ...pieces].join('\n').replace('AGAIN', `part${String(second)}`);
}
