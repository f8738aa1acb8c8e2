import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Two copies of the library in one process: the ES modules, and the same code compiled to CommonJS,
// as a bundler would carry it along.
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unsingleton-copies-'));
  const source = join(import.meta.dirname, '../../../src/runtime');
  cpSync(join(source, 'dist'), join(folder, 'esm'), { recursive: true });
  cpSync(join(source, 'dist'), join(folder, 'cjs'), { recursive: true });
  writeFileSync(join(folder, 'esm/package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'cjs/package.json'), '{"type":"commonjs"}');
  for (const file of readdirSync(join(folder, 'cjs'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js')) continue;
    const path = join(folder, 'cjs', file);
    writeFileSync(path, ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 } }).outputText);
  }
});
afterAll(() => { rmSync(folder, { recursive: true }); });

function run(program: string): unknown {
  const file = join(folder, 'program.mjs');
  writeFileSync(file, `import * as esm from './esm/index.js'; import { createRequire } from 'node:module'; const cjs = createRequire(import.meta.url)('./cjs/index.js');
const ids = { userId: 'alice', threadId: 't', runId: 'r' };
const codeOf = (action) => { try { action(); return 'fine'; } catch (error) { return error.code; } };
${program}`);
  return JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8' }));
}

describe('two copies of the library in one process', () => {
  it('are really two', () => {
    expect(run('console.log(JSON.stringify(esm.UserExecutionContext === cjs.UserExecutionContext))')).toBe(false);
  });

  it('share the running scope, in both directions', () => {
    expect(run(`
      const seen = esm.runInScope(esm.UserExecutionContext.create(ids), () => cjs.currentScope().context.userId);
      const back = cjs.runInScope(cjs.UserExecutionContext.create(ids), () => esm.currentScope().context.userId);
      console.log(JSON.stringify([seen, back, codeOf(() => cjs.currentScope())]))`)).toEqual(['alice', 'alice', 'ERR_NO_SCOPE']);
  });

  it('know each other\'s contexts, and still no look-alike', () => {
    expect(run(`
      const context = esm.UserExecutionContext.create(ids);
      console.log(JSON.stringify([
        cjs.UserExecutionContext.is(context), cjs.UserExecutionContext.is({ ...ids }),
        codeOf(() => cjs.runInScope(context, () => {})), codeOf(() => cjs.runInScope(structuredClone(context), () => {})),
        codeOf(() => cjs.openScope(context)), codeOf(() => cjs.perUser(() => ({}))(context)),
      ]))`)).toEqual([true, false, 'fine', 'ERR_NOT_A_USER_CONTEXT', 'fine', 'fine']);
  });

  it('give one context one instance, one factory, one disposal and one configuration', () => {
    expect(run(`
      const context = esm.UserExecutionContext.create(ids);
      const disposed = [];
      const createEngine = cjs.perRequest(() => ({}), { dispose: () => disposed.push('engine') });
      cjs.configureAgentInstanceFactory({ agents: { clerk: () => 'clerk' } });
      const same = await esm.runInScope(context, async () => [
        createEngine(context) === createEngine(context),
        esm.createAgentInstanceFactory(context) === cjs.createAgentInstanceFactory(context),
        await esm.createAgentInstanceFactory(context).createAgent('clerk'),
      ]);
      console.log(JSON.stringify([...same, disposed, codeOf(() => createEngine(context)), codeOf(() => esm.configureAgentInstanceFactory({}))]))`)).toEqual([true, true, 'clerk', ['engine'], 'ERR_SCOPE_CLOSED', 'ERR_CONFIGURATION']);
  });

  it('name the place at which a scope was opened, each from within', () => {
    expect(run(`
      const places = [esm, cjs].map((library) => {
        library.recordPlaces(true);
        const context = library.UserExecutionContext.create(ids);
        library.runInScope(context, () => {});
        return context.audit()[0].name;
      });
      console.log(JSON.stringify(places.map((place) => place.replace(/.*[/]/, ''))))`)).toEqual([expect.stringMatching(/^program\.mjs:\d+:\d+$/), expect.stringMatching(/^program\.mjs:\d+:\d+$/)]);
  });

  it('find the context of a request that the other one registered', () => {
    expect(run(`
      const request = {};
      esm.UserExecutionContext.fromRequest(request, () => ids);
      console.log(JSON.stringify(cjs.contextFromRequest(request).userId))`)).toBe('alice');
  });

  it('do nothing when they are imported', () => {
    expect(run('console.log(JSON.stringify(Object.getOwnPropertySymbols(globalThis).filter((symbol) => String(symbol).includes("unsingleton")).length))')).toBe(0);
  });
});
