import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveConfiguration } from '../../src/project/configuration.js';
import { scanProject } from '../../src/analysis/scan.js';
import { scanned } from './scanned.js';

const SLOT = `export let current: string | undefined;\nexport function sign(user: string): void {\n  current = user;\n}\n`;
const SERVER = `import express from 'express';
import { sign, current } from './session.js';
const app = express();
app.post('/run', async (req, res) => {
  sign(req.body.user);
  await new Promise(setImmediate);
  res.send(current);
});
app.listen(3000);
`;

describe('a scan', () => {
  it('shows the whole path of a user\'s data: store, entry, call, write, read', async () => {
    const report = await scanned({ 'src/session.ts': SLOT, 'src/server.ts': SERVER });
    expect(report).toMatchObject({ version: 1, files: 2, lines: 15, skipped: [] });
    expect(report.findings).toHaveLength(1);
    const [finding] = report.findings;
    expect(finding).toMatchObject({ id: 'src/session.ts#current', level: 'critical', confidence: 'definite', name: 'current', file: 'src/session.ts', line: 1, column: 12, rule: 'no-cross-request-state' });
    expect(finding?.evidence.map(({ kind, file, line }) => `${kind} ${file}:${String(line)}`)).toEqual([
      'store src/session.ts:1', 'entry src/server.ts:4', 'call src/server.ts:5', 'write src/session.ts:3', 'read src/server.ts:7',
    ]);
    expect(finding?.evidence.at(-1)?.text).toBe('res.send(current);');
  });

  it('finds a user id in a global slot that is read after an await, in plain CommonJS', async () => {
    const report = await scanned({
      'models/documents.js': `const embed = require('../embed.js');\nmodule.exports.Documents = {\n  add: async function (workspace, files, userId) {\n    for (const file of files) {\n      global.progress = { workspace, file, userId };\n      await embed(file);\n    }\n    global.progress = null;\n  },\n};\n`,
      'embed.js': `module.exports = async function embed(file) {\n  await fetch(file);\n  if (!global.progress) return;\n  process.send({ to: global.progress.userId });\n};\n`,
      'server.js': `const express = require('express');\nconst { Documents } = require('./models/documents.js');\nconst app = express();\napp.post('/add', async (req, res) => {\n  await Documents.add(req.body.workspace, req.body.files, req.session.user.id);\n  res.end();\n});\n`,
    });
    const found = report.findings.find(({ shape }) => shape === 'global-slot');
    expect(found).toMatchObject({ level: 'critical', name: 'global.progress', file: 'models/documents.js', line: 5 });
    expect(found?.evidence.map(({ kind }) => kind)).toEqual(['store', 'entry', 'call', 'write', 'read']);
  });

  it('gives every long-lived root its reason on request', async () => {
    const report = await scanned({ 'src/limits.ts': `export const LIMITS = new Map([['alice', 1]]);\nconst FROZEN = { a: 1 } as const;\nexport const of = (): number => FROZEN.a + LIMITS.size;\n` }, { all: true });
    expect(report.findings).toEqual([]);
    expect(report.inventory?.map(({ name, level, why }) => [name, level, why])).toEqual([
      ['LIMITS', 'none', 'never written after it is created'], ['FROZEN', 'none', 'frozen or read-only'],
    ]);
  });

  it('reports only on the paths it is asked about, but looks at everything', async () => {
    const files = { 'src/session.ts': SLOT, 'src/server.ts': SERVER };
    expect((await scanned(files, { paths: ['src/server.ts'] })).findings).toEqual([]);
    expect((await scanned(files, { paths: ['src/session.ts'] })).findings).toHaveLength(1);
  });

  it('keeps quiet about what the team has allowed, and says so in the inventory', async () => {
    const configuration = resolveConfiguration({ allow: [{ name: 'current', why: 'one user per process' }] });
    const report = await scanned({ 'src/session.ts': SLOT, 'src/server.ts': SERVER }, { configuration, all: true });
    expect(report.findings).toEqual([]);
    expect(report.inventory?.find(({ name }) => name === 'current')?.why).toBe('allowed by the configuration');
  });

  it('takes the types of the configuration for a user\'s', async () => {
    const files = { 'src/seat.ts': `import type { Seat } from 'seats';\nlet seat: Seat | undefined;\nexport function take(next: Seat): void { seat = next; }\nexport async function seated(): Promise<Seat | undefined> { await null; return seat; }\n` };
    expect((await scanned(files)).findings.filter(({ level }) => level === 'critical')).toEqual([]);
    const configuration = resolveConfiguration({ identityTypes: ['Seat'] });
    expect((await scanned(files, { configuration })).findings).toMatchObject([{ name: 'seat', level: 'critical' }]);
  });

  it('stops when it is told to', async () => {
    await expect(scanned({ 'src/session.ts': SLOT }, { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});

describe('bad input is named and the rest is analysed', () => {
  it.each([
    ['a syntax error', 'src/broken.ts', 'export const = ;', /^syntax error: .* \(line 1\)$/],
    ['text that is not UTF-8', 'src/latin.js', new Uint8Array([0x2f, 0x2f, 0xe9, 0x0a]), /^it is not UTF-8$/],
    ['a bundle', 'src/bundle.js', `//${'x'.repeat(10_000_000)}`, /^a bundle of 10\.0 MB/],
    ['minified text', 'src/min.js', `var a=${'1+'.repeat(15_000)}1;`, /^minified/],
    ['a tsconfig that is not JSON', 'tsconfig.json', '{ "compilerOptions": ', /not valid JSON/],
    ['a tsconfig that extends nothing', 'tsconfig.json', '{ /* c */ "extends": "./missing.json", }', /missing\.json, which does not exist/],
  ])('%s', async (_, file, text, reason) => {
    const report = await scanned({ 'src/session.ts': SLOT, 'src/server.ts': SERVER, [file]: text });
    expect(report.skipped).toEqual([{ file, reason: expect.stringMatching(reason) as unknown }]);
    expect(report.findings).toHaveLength(1);
  });

  it('links that lead round in circles', async () => {
    const report = await scanned({ 'src/session.ts': SLOT, 'src/server.ts': SERVER }, {}, (root) => {
      symlinkSync(root, join(root, 'src/again'));
      symlinkSync('self', join(root, 'src/self'));
    });
    expect(report.skipped.map(({ file }) => file)).toEqual(['src/again', 'src/self']);
    expect(report.findings).toHaveLength(1);
  });

  it('modules that import each other, and values that are defined by themselves', async () => {
    const report = await scanned({
      'src/a.ts': `export * from './b.js';\nimport { b } from './b.js';\nexport const a = b;\nexport function f(x) { x = f(x); return x; }\n`,
      'src/b.ts': `export * from './a.js';\nimport { a } from './a.js';\nexport const b = a;\nlet slot;\nexport const g = (y) => { slot = y; return slot ? g(slot) : y; };\n`,
    });
    expect(report.skipped).toEqual([]);
    expect(report.files).toBe(2);
  });

  it('modules that others ask for by name, and that cannot be read', async () => {
    const report = await scanned({
      'src/session.ts': SLOT, 'src/server.ts': SERVER, 'src/broken.js': 'export const = ;', 'src/bundle.js': `//${'x'.repeat(1_500_000)}`,
      'src/run.js': `const broken = require('./broken');\nconst { read } = require('./bundle');\nimport * as both from './broken.js';\nexports.run = () => [broken.state.user, read(), both.x];\n`,
    });
    expect(report.skipped.map(({ file }) => file)).toEqual(['src/broken.js', 'src/bundle.js']);
    expect(report.findings).toHaveLength(1);
  });

  it('locals that are made of one another, over many paths', async () => {
    const chain = Array.from({ length: 12 }, (_, at) => `  const p${String(at + 1)} = [${Array.from({ length: 6 }, () => `p${String(at)}`).join(', ')}];\n`).join('');
    const report = await scanned({
      'src/keys.ts': `export function keyOf(p0) {\n${chain}  return p12;\n}\n`,
      'src/server.ts': `import express from 'express';\nimport { keyOf } from './keys.js';\nconst shown = new Map();\nconst app = express();\napp.get('/last', (req, res) => {\n  shown.set(keyOf('last'), req.query.user);\n  res.send(shown.get(keyOf('last')));\n});\napp.listen(3000);\n`,
    });
    expect(report.findings.map(({ name }) => name)).toEqual(['shown']);
  }, 5_000);

  it('a function that calls itself at many places', async () => {
    const parts = Array.from({ length: 60 }, (_, at) => `walk(node.part${String(at)})`).join(', ');
    const report = await scanned({
      'src/walk.ts': `export function walk(node) {\n  return node.kind === 'leaf' ? node.text : [${parts}];\n}\n`,
      'src/server.ts': `import express from 'express';\nimport { walk } from './walk.js';\nlet last;\nconst app = express();\napp.get('/last', async (req, res) => {\n  last = walk(req.body);\n  await new Promise(setImmediate);\n  res.send(last);\n});\napp.listen(3000);\n`,
    });
    expect(report.findings.map(({ name, level }) => `${name} ${level}`)).toEqual(['last critical']);
  }, 5_000);

  it('an empty folder', async () => {
    expect(await scanned({})).toMatchObject({ files: 0, lines: 0, findings: [], skipped: [] });
  });
});

describe('a second scan', () => {
  it('looks again when what decides where imports lead, or what is asked, is another', async () => {
    const root = mkdtempSync(join(tmpdir(), 'unsingleton-cache-'));
    try {
      mkdirSync(join(root, 'node_modules'));
      mkdirSync(join(root, 'state'));
      writeFileSync(join(root, 'state/session.ts'), SLOT);
      writeFileSync(join(root, 'server.ts'), SERVER.replace('./session.js', '~/session'));
      expect((await scanProject({ root })).findings.map(({ level }) => level)).not.toContain('critical');
      writeFileSync(join(root, 'tsconfig.json'), '{ "compilerOptions": { "paths": { "~/*": ["./state/*"] } } }');
      expect((await scanProject({ root })).findings).toMatchObject([{ name: 'current', level: 'critical' }]);
      expect((await scanProject({ root, all: true })).inventory).toHaveLength(2);
      expect((await scanProject({ root, configuration: resolveConfiguration({ allow: [{ name: 'current', why: 'one user' }] }) })).findings).toEqual([]);
      expect((await scanProject({ root, paths: ['server.ts'] })).findings).toEqual([]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });

  it('says the same from the cache, and reads again what is newer', async () => {
    const root = mkdtempSync(join(tmpdir(), 'unsingleton-cache-'));
    try {
      mkdirSync(join(root, 'node_modules'));
      writeFileSync(join(root, 'session.ts'), SLOT);
      writeFileSync(join(root, 'server.ts'), SERVER);
      const strip = ({ elapsedMs: _, ...rest }: Awaited<ReturnType<typeof scanProject>>): unknown => rest;
      const first = await scanProject({ root });
      expect(strip(await scanProject({ root }))).toEqual(strip(first));
      writeFileSync(join(root, 'session.ts'), SLOT.replace('current = user', 'void      user'));
      utimesSync(join(root, 'session.ts'), new Date(), new Date(Date.now() + 5_000));
      expect((await scanProject({ root })).findings).toEqual([]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
