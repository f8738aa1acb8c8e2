/** The migrated module passes an isolation test that the original fails, and old callers go on as before, with one warning each. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEAKING_SHAPES } from './leaking-shapes.js';
import { define, type Defined } from './program.js';

type Played = { readonly leaks: boolean; readonly sameForAll: boolean; readonly warnings: number };

const folder = mkdtempSync(join(tmpdir(), 'define-run-'));
const defined: Map<string, Defined> = new Map();
let played: Record<string, Played>;

beforeAll(() => {
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'));
  const probes = LEAKING_SHAPES.flatMap(({ shape, accessor, source, use, factory }) => {
    const result = define({ 'src/agents.ts': source }, accessor);
    defined.set(shape, result);
    write(`${shape}-before`, source);
    write(`${shape}-after`, result.texts.get('src/agents.ts') ?? '');
    return [`'${shape}-before': [(agents, userContext) => ${use}, (agents) => ${use}]`, `'${shape}-after': [(agents, userContext) => agents.${factory}(userContext), (agents) => ${use}]`];
  });
  played = playAll(probes);
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, source: string): void {
  // Each module gets a global slot of its own, as each would have in its own process.
  const own = source.replaceAll('globalThis as', `(globalThis['${name}'] ??= {}) as`);
  writeFileSync(join(folder, `${name}.mjs`), ts.transpileModule(own, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } }).outputText);
}

/** Drives the object that each user gets with that user's data, and says whether another user saw it, and what an old caller got. */
function playAll(probes: readonly string[]): Record<string, Played> {
  const program = join(folder, 'play.mjs');
  writeFileSync(program, `
    import { assertIsolated } from '@unsingleton/runtime/testing';
    let warnings = 0;
    process.on('warning', (warning) => { if (/^USG/.test(warning.code ?? '')) warnings++; });
    const played = {};
    for (const [name, [make, old]] of Object.entries({ ${probes.join(', ')} })) {
      const agents = await import('./' + name + '.mjs');
      let leaks = false;
      await assertIsolated({
        make: (userContext) => make(agents, userContext),
        act: async (subject, user) => { subject.remember(user.canary); await null; return subject.recall(); },
      }).catch((error) => { if (error.name !== 'IsolationError') throw error; leaks = true; });
      warnings = 0;
      const callOld = () => old(agents);
      const sameForAll = (await callOld()) === (await callOld());
      await new Promise((done) => setTimeout(done, 5));
      played[name] = { leaks, sameForAll, warnings };
    }
    console.log(JSON.stringify(played));
  `);
  return JSON.parse(execFileSync(process.execPath, ['--no-warnings', '--expose-gc', program], { encoding: 'utf8' })) as Record<string, Played>;
}

describe('before and after the definition', () => {
  it.each(LEAKING_SHAPES)('$shape $accessor', ({ shape, factory, warns }) => {
    const result = defined.get(shape);
    expect(result?.plan.refusals).toEqual([]);
    expect(result?.diagnostics).toEqual([]);
    expect(result?.texts.get('src/agents.ts')).toContain(`export const ${factory} = perRequest(`);
    expect(result?.again, 'edits of a second run').toBe(0);
    expect(played[`${shape}-before`]).toEqual({ leaks: true, sameForAll: true, warnings: 0 });
    expect(played[`${shape}-after`]).toEqual({ leaks: false, sameForAll: true, warnings: warns ? 1 : 0 });
  });
});
