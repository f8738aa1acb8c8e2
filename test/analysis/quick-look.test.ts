import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding, ScanReport } from '../../src/analysis/report.js';
import { scanProject } from '../../src/analysis/scan.js';
import { SIZE, nameOf, part, textOf } from './random-server.js';

const folders: string[] = [];
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }); });

type Outcome = { readonly quick: readonly string[]; readonly whole: readonly string[]; readonly isCleared: boolean };

/** Scans a server, changes some files, and asks of those twice: with what the first scan left, and without. */
async function changed(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>, asked = Object.keys(after)): Promise<Outcome> {
  const root = mkdtempSync(join(tmpdir(), 'unsingleton-quick-'));
  const cache = mkdtempSync(join(tmpdir(), 'unsingleton-quick-cache-'));
  folders.push(root, cache);
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
  };
  write(before);
  await scanProject({ root, cache });
  write(after);
  const touching = new Set(asked);
  // Only the whole analysis tells how far it is.
  let isCleared = true;
  const quick = await scanProject({ root, cache, touching, onProgress: () => { isCleared = false; } });
  const whole = await scanProject({ root, cache: false });
  expect([quick.files, quick.lines, quick.skipped]).toEqual([whole.files, whole.lines, whole.skipped]);
  return { quick: namesOf(quick, touching), whole: namesOf(whole, touching), isCleared };
}

function namesOf({ findings }: ScanReport, touching: ReadonlySet<string>): readonly string[] {
  const takesPart = ({ file, evidence }: Finding): boolean => touching.has(file) || evidence.some((step) => ['store', 'write', 'capture'].includes(step.kind) && touching.has(step.file));
  return findings.filter(takesPart).map(({ id, level, line }) => `${level} ${id}:${String(line)}`);
}

const ROUTES = `import express from 'express';
import * as a from './a.js';
import * as b from './b.js';
const app = express();
app.post('/run', async (req, res) => { a.put?.(req.body.user, b); b.put?.(req.body.user, a); await null; res.json(a.take?.()); });
`;
const PURE = 'export const add = (one, other) => one + other;\n';

describe('a look at the files that changed', () => {
  it('says what a scan of everything says, whatever changed', { timeout: 240_000 }, async () => {
    let cleared = 0;
    let leaking = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: SIZE, maxLength: SIZE }), fc.nat(SIZE - 1), part, fc.boolean(), async (parts, at, next, isNew) => {
        const before = Object.fromEntries(parts.map((one, index) => [nameOf(index), textOf(one)]).filter(([name]) => !isNew || name !== nameOf(at)));
        const { quick, whole, isCleared } = await changed(before, { [nameOf(at)]: textOf(next) });
        expect(quick).toEqual(whole);
        cleared += Number(isCleared);
        leaking += Number(whole.length > 0);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 100) },
    );
    // Both answers were given many times.
    expect(Math.min(cleared, leaking)).toBeGreaterThan(3);
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['what a helper of another file writes into it', { 'src/b.ts': 'export function stamp(target, v) { target.user = v; }', 'src/a.ts': PURE }, { 'src/a.ts': "import { stamp } from './b.js';\nconst state = {};\nexport function put(v) { stamp(state, v); }\nexport async function take() { await null; return state.user; }" }],
    ['what an importer writes into it', { 'src/b.ts': "import { state } from './a.js';\nexport function put(v) { state.user = v; }", 'src/a.ts': PURE }, { 'src/a.ts': 'export const state = {};\nexport async function take() { await null; return state.user; }' }],
    ['what it writes into what another file keeps', { 'src/b.ts': 'export class Box { item; }\nexport const box = new Box();\nexport async function take() { await null; return box.item; }', 'src/a.ts': PURE }, { 'src/a.ts': "import { box, take } from './b.js';\nexport { take };\nexport function put(v) { box.item = v; }" }],
    ['a class that another file keeps', { 'src/b.ts': "import { Box } from './a.js';\nconst box = new Box();\nexport function put(v) { box.fill(v); }", 'src/a.ts': 'export class Box { fill() {} }' }, { 'src/a.ts': 'export class Box { item; fill(v) { this.item = v; } look() { return this.item; } }' }],
    ['an object whose class, elsewhere, keeps what it is told', { 'src/b.ts': 'export class Box { item; fill(v) { this.item = v; } async look() { await null; return this.item; } }', 'src/a.ts': PURE }, { 'src/a.ts': "import { Box } from './b.js';\nconst box = new Box();\nexport function put(v) { box.fill(v); }\nexport async function take() { return box.look(); }" }],
    ['a method that is only known by its name', { 'src/b.ts': 'export const tools = { engrave(target, v) { target.user = v; } };', 'src/a.ts': PURE }, { 'src/a.ts': 'const plate = {};\nexport function put(v, { tools }) { tools.engrave(plate, v); }\nexport async function take() { await null; return plate.user; }' }],
    ['a method of it that another file knows by its name alone', { 'src/b.ts': 'const plate = {};\nexport function put(v, { tools }) { tools.engrave(plate, v); }\nexport async function take() { await null; return plate.user; }', 'src/a.ts': PURE }, { 'src/a.ts': 'export const tools = { engrave(target, v) { target.user = v; } };' }],
    ['a function of it that another file runs on what it keeps', { 'src/b.ts': 'const pot = {};\nexport function withPot(work, v) { work(pot, v); }\nexport async function take() { await null; return pot.user; }', 'src/a.ts': PURE }, { 'src/a.ts': "import { withPot } from './b.js';\nconst salt = (target, v) => { target.user = v; };\nexport function put(v) { withPot(salt, v); }" }],
    ['a function that another file has put where it hands what it keeps', { 'src/b.ts': 'export const hooks = {};', 'src/c.ts': "import { hooks } from './b.js';\nhooks.mark = (target, v) => { target.user = v; };", 'src/a.ts': PURE }, { 'src/a.ts': "import { hooks } from './b.js';\nconst plate = {};\nexport function put(v) { hooks.mark(plate, v); }\nexport async function take() { await null; return plate.user; }" }],
    ['a function that another file has put into the table from which it takes one', { 'src/b.ts': 'export const hooks = new Map();', 'src/c.ts': "import { hooks } from './b.js';\nexport function install(name) { hooks.set(name, (target, v) => { target.user = v; }); }", 'src/a.ts': PURE }, { 'src/a.ts': "import { hooks } from './b.js';\nconst plate = {};\nexport function put(v, name) { hooks.get(name)(plate, v); }\nexport async function take() { await null; return plate.user; }" }],
    ['a function of a third file, put there by another that it asks to', { 'src/b.ts': 'export const hooks = {};', 'src/c.ts': "import { hooks } from './b.js';\nexport function install(hook) { hooks.mark = hook; }", 'src/d.ts': 'export const engrave = (target, v) => { target.user = v; };', 'src/a.ts': PURE }, { 'src/a.ts': "import { hooks } from './b.js';\nimport { install } from './c.js';\nimport { engrave } from './d.js';\ninstall(engrave);\nconst plate = {};\nexport function put(v) { hooks.mark(plate, v); }\nexport async function take() { await null; return plate.user; }" }],
    ['what another file gives to a container for each request', { 'src/b.ts': "import express from 'express';\nimport { container } from 'tsyringe';\nexpress().use((req, res, next) => { container.createChildContainer().registerInstance('Tenant', req.user.tenant); next(); });", 'src/a.ts': PURE }, { 'src/a.ts': "import { inject, singleton } from 'tsyringe';\n@singleton() export class Mailer { constructor(@inject('Tenant') tenant) { this.tenant = tenant; } send() { return this.tenant; } }" }],
    ['what it writes into what a container makes by a name', { 'src/c.ts': 'export class Runner { user; async look() { await null; return this.user; } }', 'src/b.ts': "import { container } from 'tsyringe';\nimport { Runner } from './c.js';\ncontainer.register('Runner', { useClass: Runner }, { lifecycle: Lifecycle.Singleton });\nexport async function take() { return container.resolve('Runner').look(); }", 'src/a.ts': PURE }, { 'src/a.ts': "import { container } from 'tsyringe';\nexport function put(v) { container.resolve('Runner').user = v; }" }],
    ['what another file writes into what a container makes of it', { 'src/b.ts': "import { container } from 'tsyringe';\nexport function put(v) { container.resolve('Runner').user = v; }", 'src/c.ts': "import { container } from 'tsyringe';\nimport { Runner } from './a.js';\ncontainer.register('Runner', { useClass: Runner }, { lifecycle: Lifecycle.Singleton });", 'src/a.ts': 'export class Runner {}' }, { 'src/a.ts': 'export class Runner { user; async look() { await null; return this.user; } }' }],
    ['a global that two files write', { 'src/b.ts': 'export function put(v) { globalThis.current = v; }\nexport async function take() { await null; return globalThis.current; }', 'src/a.ts': PURE }, { 'src/a.ts': 'export function put() { delete globalThis.current; }' }],
    ['a variable that a server\'s start-up keeps for its handlers', { 'src/b.ts': "import express from 'express';\nimport { start } from './a.js';\nstart(express());", 'src/a.ts': PURE }, { 'src/a.ts': "export function start(app) { let current; app.use((req, res, next) => { current = req.user; next(); }); app.get('/me', async (req, res) => { await null; res.json(current); }); }" }],
    ['a class of which another file makes an object at start-up', { 'src/b.ts': "import express from 'express';\nimport { Page } from './a.js';\nfunction open(page) { const pages = express(); pages.get('/page', (req, res) => page.show(req, res)); }\nopen(new Page());", 'src/a.ts': 'export class Page { show() {} }' }, { 'src/a.ts': 'export class Page { last; async show(req, res) { this.last = req.body; await null; res.json(this.last); } }' }],
    ['a use of a pattern that remembers where it stopped', { 'src/b.ts': 'export const pattern = /[a-z]+/g;', 'src/a.ts': PURE }, { 'src/a.ts': "import { pattern } from './b.js';\nexport function put(v) { return pattern.test(v); }" }],
    ['a use of a memo', { 'src/b.ts': "import { once } from 'lodash';\nexport const first = once((v) => v);", 'src/a.ts': PURE }, { 'src/a.ts': "import { first } from './b.js';\nexport function put(v) { return first(v); }" }],
    ['a constant made of what requests change', { 'src/b.ts': 'let user;\nexport function put(v) { user = v; }\nexport function now() { return user; }\nexport async function take() { await null; return user; }', 'src/a.ts': PURE }, { 'src/a.ts': "import { now } from './b.js';\nexport const first = now();\nexport const take = async () => first;" }],
    ['a new file that an import has been waiting for', { 'src/b.ts': "import { state } from './a.js';\nexport function put(v) { state.user = v; }" }, { 'src/a.ts': 'export const state = {};\nexport async function take() { await null; return state.user; }' }],
  ])('sees %s', async (_title, before, after) => {
    const { quick, whole, isCleared } = await changed({ 'src/routes.ts': ROUTES, ...before }, after);
    expect(whole).not.toEqual([]);
    expect({ quick, isCleared }).toEqual({ quick: whole, isCleared: false });
  });

  it('does without the whole analysis where nothing long-lived is kept or written', async () => {
    const outcome = await changed({ 'src/routes.ts': ROUTES, 'src/a.ts': PURE, 'src/b.ts': 'let user;\nexport function put(v) { user = v; }' }, { 'src/a.ts': "const limits = { most: 3 };\nexport function put(v) { const list = []; list.push(v); return list.length < limits.most; }" });
    expect(outcome).toEqual({ quick: [], whole: [], isCleared: true });
  });

  it('does without it where a router is handed to the server', async () => {
    const outcome = await changed({ 'src/main.ts': "import express from 'express';\nimport { router } from './a.js';\nconst app = express();\napp.use('/runs', router);\n", 'src/a.ts': PURE }, { 'src/a.ts': "import { Router } from 'express';\nexport const router = Router();\nrouter.get('/', (req, res) => { res.json(req.body.runs.length); });\n" });
    expect(outcome).toEqual({ quick: [], whole: [], isCleared: true });
  });

  it('does without it where what is kept is logged at a level that a variable names', async () => {
    const before = { 'src/log.ts': "import { createLogger } from 'winston';\nexport const logger = createLogger();\n", 'src/a.ts': PURE };
    const after = { 'src/a.ts': "import { logger } from './log.js';\nconst LIMITS = { most: 3 };\nexport function tell(level) { logger[level](LIMITS); }\n" };
    expect(await changed({ 'src/routes.ts': ROUTES, ...before }, after)).toEqual({ quick: [], whole: [], isCleared: true });
  });

  it('does without it where a container makes the service that changed', async () => {
    const module = "import { Module } from '@nestjs/common';\nimport { Runs } from './a.js';\n@Module({ providers: [Runs, { provide: 'LIMITS', useFactory: () => ({ most: 3 }) }] }) export class RunsModule {}\n";
    const service = (text: string): string => `import { Injectable } from '@nestjs/common';\n@Injectable() export class Runs {\n${text}\n}\n`;
    const outcome = await changed({ 'src/module.ts': module, 'src/a.ts': service('') }, { 'src/a.ts': service('  twice(turns: number) { return turns * 2; }') });
    expect(outcome).toEqual({ quick: [], whole: [], isCleared: true });
  });

  it('does without it where a service asks the client of a database that it has from a package', async () => {
    const prisma = "import { Injectable } from '@nestjs/common';\nimport { PrismaClient } from '@prisma/client';\n@Injectable() export class Prisma extends PrismaClient {}\n";
    const service = (text: string): string => `import { Injectable } from '@nestjs/common';\nimport { Prisma } from './prisma.js';\n@Injectable() export class Runs {\n  constructor(private readonly prisma: Prisma) {}\n${text}\n}\n`;
    const outcome = await changed({ 'src/prisma.ts': prisma, 'src/a.ts': service('') }, { 'src/a.ts': service('  async rename(id: string, name: string) { await this.prisma.run.update({ where: { id }, data: { name } }); }') });
    expect(outcome).toEqual({ quick: [], whole: [], isCleared: true });
  });

  it('knows that the text that counts need not be the one on disk, and that a file went away', async () => {
    const outcome = await changed({ 'src/routes.ts': ROUTES, 'src/a.ts': 'let user;\nexport function put(v) { user = v; }\nexport async function take() { await null; return user; }' }, { 'src/b.ts': PURE }, ['src/a.ts']);
    expect(outcome.quick).toEqual(['critical src/a.ts#user:1']);
  });
});
