import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ScanReport } from '../../src/analysis/report.js';
import { scanProject } from '../../src/analysis/scan.js';
import { readProbes } from '../probes/probe.js';
import { SIZE, nameOf, part, textOf } from './random-server.js';

const folders: string[] = [];
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }); });

type Texts = Readonly<Record<string, string>>;
type Outcome = { readonly warm: unknown; readonly cold: unknown; readonly findings: number; readonly isRecalled: boolean };

/** Scans a server, changes some files, and scans it again: with what the first scan left, and without. */
async function changed(before: Texts, after: Texts): Promise<Outcome> {
  const root = mkdtempSync(join(tmpdir(), 'unsingleton-same-'));
  folders.push(root);
  const write = (texts: Texts): void => {
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
      utimesSync(join(root, name), new Date(), new Date(Date.now() + (texts === after ? 60_000 : 0)));
    }
  };
  write(before);
  const cache = join(root, 'node_modules/.cache');
  await scanProject({ root, cache });
  write(after);
  let isRecalled = true;
  const warm = await scanProject({ root, cache, onProgress: () => { isRecalled = false; } });
  const cold = await scanProject({ root, cache: false });
  return { warm: said(warm), cold: said(cold), findings: cold.findings.length, isRecalled };
}

/** Everything that it says but how long it took. */
const said = ({ elapsedMs: _, ...report }: ScanReport): unknown => report;

/** Some say nothing new; of some that depends on what the file and others call by these names. */
const LINES = [
  '// The agents.', '/** Of Alice\n * and Bob. */', 'type Owner = { readonly name: string };', '', 'const most = 3;', "export const settings = { retries: [1, 2], label: 'agents', isOn: true };",
  'export const first = 1;', 'export const table = {};', 'const slot = 2;', 'const globalThis = {};', "export const put = 'put';", 'export default 7;', 'let late;', 'export const pattern = /a/g;', 'a.put(1);',
  'export const limits = { longest: 10 };', 'const state = {};', 'type Box = number;', "const express = 'express';", 'export function put() {}', "const current = ['Alice', 'Bob'];",
  'export const shorten = (text) => text.slice(0, 80).trim();', "function initials(names) {\n  if (!names) return '';\n  return names.map((name) => name.charAt(0)).join('');\n}", 'export const take = (all) => all.at(-1);', 'const work = (pot, v) => pot.concat(v);',
  'export async function marked() { return 7; }', 'export const tools = (one) => [one];', 'export const now = () => slot;', 'export const markTwice = (v) => { a.mark(v); };', 'export function stamp(target, v) { target.user = v; }', 'function open(page) { return [page]; }',
  'export const handle = (req, res) => [req, res].flat();', 'export function GET(request) { return { all: request.values() }; }', 'export function sorted(all) {\n  const found = [];\n  for (const one of all) found.push(one);\n  return found.slice().sort();\n}', 'const user = (session) => ({ ...session, user: session.user });',
] as const;

/** What may be done first in a function that is called: by the way, or not. */
const STATEMENTS = [
  "if (Date.now() < 3) throw new Error('late');", 'console.log(v, k);', 'const size = String(v).trim().length;', 'const { id, name: owner = 7 } = v; console.info(`${id} of ${owner}`);', "if (!v) throw new TypeError('nothing given');", 'const slot = 1;',
  'if (v) return;', 'v = 3;', 'try { JSON.parse(String(k)); } catch (error) { console.error(error); throw error; }', 'const seen = [v]; seen.push(k); console.log(seen);', 'console.log(slot, globalThis.current);', 'const most = Math.max(k, 3); a.table.set(most, v);',
  "const text = v.user; if (text.includes('a')) throw new RangeError(text.slice(0, 3));", 'const copy = v; a.put(copy);', 'for (const one of Object.values(v)) console.log(one);', 'const kept = { v, at: Date.now() }; a.mark(kept);', 'const now = Date.now(); const late = () => now; console.log(late());', 'const trimmed = v.trim(); b.put(trimmed);',
] as const;

/** Puts a statement at the beginning of the body of some function. */
function within(text: string, at: number, statement: string): string {
  const bodies = [...text.matchAll(/(?:\)|=>) \{ /g)];
  const body = bodies[at % Math.max(1, bodies.length)];
  return body ? `${text.slice(0, body.index + body[0].length)}${statement} ${text.slice(body.index + body[0].length)}` : text;
}

describe('a scan after an edit', () => {
  it('says what a scan of everything says, wherever a line was added or taken away', { timeout: 240_000 }, async () => {
    let recalled = 0;
    let anew = 0;
    const edit = fc.record({ file: fc.nat(SIZE - 1), line: fc.nat(12), text: fc.constantFrom(...LINES) });
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: SIZE, maxLength: SIZE }), fc.array(edit, { minLength: 1, maxLength: 3 }), fc.boolean(), async (parts, edits, isTakenAway) => {
        const plain = Object.fromEntries(parts.map((one, at) => [nameOf(at), textOf(one)]));
        const edited = edits.reduce<Texts>((texts, { file, line, text }) => ({ ...texts, [nameOf(file)]: (texts[nameOf(file)] ?? '').split('\n').toSpliced(line, 0, text).join('\n') }), plain);
        const { warm, cold, findings, isRecalled } = await (isTakenAway ? changed(edited, plain) : changed(plain, edited));
        expect(warm).toEqual(cold);
        if (findings > 0 && isRecalled) recalled += 1;
        if (!isRecalled) anew += 1;
      }),
      { numRuns: Number(process.env['RUNS'] ?? 100) },
    );
    // Both ways were gone many times.
    expect(Math.min(recalled, anew)).toBeGreaterThan(10);
  });

  it('says what a scan of everything says, whatever a function does besides', { timeout: 240_000 }, async () => {
    let recalled = 0;
    let anew = 0;
    const edit = fc.record({ file: fc.nat(SIZE - 1), at: fc.nat(20), statement: fc.constantFrom(...STATEMENTS) });
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: SIZE, maxLength: SIZE }), fc.array(edit, { minLength: 1, maxLength: 3 }), fc.boolean(), async (parts, edits, isTakenAway) => {
        const plain = Object.fromEntries(parts.map((one, at) => [nameOf(at), textOf(one)]));
        const edited = edits.reduce<Texts>((texts, { file, at, statement }) => ({ ...texts, [nameOf(file)]: within(texts[nameOf(file)] ?? '', at, statement) }), plain);
        const { warm, cold, findings, isRecalled } = await (isTakenAway ? changed(edited, plain) : changed(plain, edited));
        expect(warm).toEqual(cold);
        if (findings > 0 && isRecalled) recalled += 1;
        if (!isRecalled) anew += 1;
      }),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    );
    // About one such edit in ten is told without looking at everything.
    expect(Math.min(recalled, anew)).toBeGreaterThan(10);
  });

  it('says what a scan of everything says of any program of the probes, whatever was written or deleted', { timeout: 600_000 }, async () => {
    let recalled = 0;
    const edit = fc.record({ file: fc.nat(), line: fc.nat(), deleted: fc.constantFrom(0, 0, 0, 1), text: fc.constantFrom(...LINES, ...STATEMENTS) });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...readProbes()), fc.array(edit, { minLength: 1, maxLength: 2 }), fc.boolean(), async ({ files }, edits, isTakenAway) => {
        const plain = Object.fromEntries(files);
        const edited = edits.reduce<Texts>((texts, { file, line, deleted, text }) => {
          const name = Object.keys(texts)[file % files.size] ?? '';
          const lines = (texts[name] ?? '').split('\n');
          return { ...texts, [name]: lines.toSpliced(line % lines.length, deleted, text).join('\n') };
        }, plain);
        const { warm, cold, findings, isRecalled } = await (isTakenAway ? changed(edited, plain) : changed(plain, edited));
        expect(warm).toEqual(cold);
        if (findings > 0 && isRecalled) recalled += 1;
      }),
      { numRuns: Number(process.env['RUNS'] ?? 100) },
    );
    expect(recalled).toBeGreaterThan(2);
  });

  const KEEPER = 'let owner: unknown;\nexport function keep(value: unknown): void { owner = value; }\nexport async function kept(): Promise<unknown> { await null; return owner; }\n';
  const ROUTES = "import express from 'express';\nimport { keep, kept } from './keeper.js';\nconst app = express();\napp.post('/keep', async (req, res) => { keep(req.body.user); res.json(await kept()); });\n";
  const SERVER: Texts = { 'src/keeper.ts': KEEPER, 'src/routes.ts': ROUTES };

  it.each<[string, Texts, Texts]>([
    ['comments move everything', SERVER, { 'src/keeper.ts': `/* Keeps\n * an owner. */\n${KEEPER}`, 'src/routes.ts': ROUTES.replaceAll('; ', ';\n') }],
    ['constants are added to which nobody refers', SERVER, { 'src/keeper.ts': `const most = 3;\n${KEEPER}export const labels = { owner: 'Owner' };\n` }],
    ['a component of the browser is another', { ...SERVER, 'src/page.tsx': "import React from 'react';\nexport const Page = () => <p/>;\n" }, { 'src/page.tsx': "import React from 'react';\nlet shown = 0;\nexport const Page = () => <p>{shown++}</p>;\n" }],
    ['a test is another', { ...SERVER, 'test/keeper.test.ts': "import { keep } from '../src/keeper.js';\nkeep('Alice');\n" }, { 'test/keeper.test.ts': "import { keep } from '../src/keeper.js';\nkeep('Bob');\n" }],
    ['a function is added that nobody calls, and that works on what it is given', SERVER, { 'src/keeper.ts': `export const shorten = (text: string): string => text.slice(0, 80).trim();\n${KEEPER}` }],
    ['a function that is called does more by the way', SERVER, { 'src/keeper.ts': KEEPER.replace('owner = value;', "if (Date.now() < 3) throw new Error('not yet'); console.log(String(value).trim()); owner = value;") }],
    ['nothing is touched but the time', SERVER, { 'src/keeper.ts': KEEPER }],
  ])('looks at nothing anew when %s', async (_title, before, after) => {
    const { warm, cold, findings, isRecalled } = await changed(before, after);
    expect({ warm, findings, isRecalled }).toEqual({ warm: cold, findings: 1, isRecalled: true });
  });

  it('still knows what is on disk after a look at everything with a text that is only staged', async () => {
    const root = mkdtempSync(join(tmpdir(), 'unsingleton-same-'));
    folders.push(root);
    const [keeper, cache] = [join(root, 'keeper.ts'), join(root, 'node_modules/.cache')];
    writeFileSync(keeper, KEEPER);
    await scanProject({ root, cache });
    const isRecalledWith = async (text: string): Promise<boolean> => {
      let isRecalled = true;
      await scanProject({ root, cache, texts: new Map([[keeper, text]]), onProgress: () => { isRecalled = false; } });
      return isRecalled;
    };
    expect(await isRecalledWith(KEEPER.replace('owner = value', "owner = 'Alice'"))).toBe(false);
    expect(await isRecalledWith(`// The keeper.\n${KEEPER}`)).toBe(true);
  });

  it.each<[string, Texts, Texts]>([
    ['a name is exported for which another file asks', { ...SERVER, 'src/all.ts': "export * from './settings.js';\nexport * from './keeper.js';\n", 'src/settings.ts': '// None yet.\n', 'src/routes.ts': ROUTES.replace('keeper', 'all') }, { 'src/settings.ts': 'export const keep = 1;\n' }],
    ['a constant gets the name of what the file takes from its surroundings', { 'src/routes.ts': "import express from 'express';\nconst app = express();\napp.post('/keep', async (req, res) => { process.env.USER = req.body.user; await null; res.json(process.env.USER); });\n" }, { 'src/routes.ts': "import express from 'express';\nconst process = { env: {} };\nconst app = express();\napp.post('/keep', async (req, res) => { process.env.USER = req.body.user; await null; res.json(process.env.USER); });\n" }],
    ['a function calls what may be a method of the program', { ...SERVER, 'src/cutter.ts': 'let cut: unknown;\nexport class Cutter {\n  trim(value: unknown): unknown { cut = value; return cut; }\n}\n' }, { 'src/keeper.ts': `${KEEPER}export const shorten = (text: unknown): unknown => text.trim(1);\n` }],
    ['a function uses what the program changes', { ...SERVER, 'src/dice.ts': 'export function load(value: () => number): void { Math.random = value; }\n' }, { 'src/keeper.ts': `${KEEPER}export const least = (all: number[]): number => Math.min(...all);\n` }],
    ['a route leads elsewhere', SERVER, { 'src/routes.ts': ROUTES.replace('keep(req.body.user)', "keep('Alice')") }],
    ['a function that is called writes out what is kept', SERVER, { 'src/keeper.ts': KEEPER.replace('owner = value;', 'console.log(owner); owner = value;') }],
    ['a function that is called calls what may be a method of the program', { ...SERVER, 'src/cutter.ts': 'let cut: unknown;\nexport class Cutter {\n  trim(value: unknown): unknown { cut = value; return cut; }\n}\n' }, { 'src/keeper.ts': KEEPER.replace('owner = value;', 'value.trim(1); owner = value;') }],
    ['a function that is called writes to a console that the program replaces', { ...SERVER, 'src/log.ts': 'export function replace(log: () => void): void { console.log = log; }\n' }, { 'src/keeper.ts': KEEPER.replace('owner = value;', 'console.log(value); owner = value;') }],
    ['two statements change places', { ...SERVER, 'src/keeper.ts': KEEPER.replace('await null; return owner;', 'owner = 1; await null; return owner;') }, { 'src/keeper.ts': KEEPER.replace('await null; return owner;', 'await null; owner = 1; return owner;') }],
    ['a component of the browser turns into a part of the server', { ...SERVER, 'src/page.tsx': "import React from 'react';\nimport { keep } from './keeper.js';\nexport const Page = () => keep('Alice');\n" }, { 'src/page.tsx': "import { keep } from './keeper.js';\nexport const Page = () => keep('Alice');\n" }],
  ])('looks at everything anew when %s', async (_title, before, after) => {
    const { warm, cold, isRecalled } = await changed(before, after);
    expect({ warm, isRecalled }).toEqual({ warm: cold, isRecalled: false });
  });
});
