/** Runs the modules of many cases in one process of their own: what an isolation test says of each, and what old callers get. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ts } from 'ts-morph';

export type Probe = {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The object that `userContext` gets. */
  readonly make: string;
  /** The object that an old caller gets. */
  readonly old: string | undefined;
  readonly compilerOptions: object;
};

export type Played = {
  readonly leaks: boolean;
  /** Whether two old callers have one object in common, as they always had. */
  readonly shares: boolean;
  readonly warnings: number;
};

export function play(folder: string, probes: readonly Probe[]): Record<string, Played> {
  mkdirSync(folder, { recursive: true });
  const rows = probes.map(({ name, files, make, old, compilerOptions }) => {
    for (const [file, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...files })) write(join(folder, name, file), text, compilerOptions);
    const callers = old === undefined ? '[]' : `[(agents) => (${old}), (agents) => (${old})]`;
    return `'${name}': [(agents, userContext) => (${make}), ${callers}]`;
  });
  const program = join(folder, 'play.mjs');
  writeFileSync(program, `
    import { assertIsolated } from '@unsingleton/runtime/testing';
    let warnings = 0;
    process.on('warning', (warning) => { if (/^USG/.test(warning.code ?? '')) warnings++; });
    const played = {};
    for (const [name, [make, callers]] of Object.entries({ ${rows.join(', ')} })) {
      const agents = await import('./' + name + '/src/agents.js');
      let leaks = false;
      await assertIsolated({
        make: (userContext) => make(agents, userContext),
        act: async (subject, user) => { const made = await subject; made.remember(user.canary); await null; return made.recall(); },
      }).catch((error) => { if (error.name !== 'IsolationError') throw error; leaks = true; });
      await new Promise((done) => setTimeout(done, 5));
      warnings = 0;
      const heard = [];
      for (let round = 0; round < 2; round++) {
        for (const caller of callers) {
          const subject = await caller(agents);
          subject.remember('round ' + round);
          heard.push(subject.recall().length);
        }
      }
      await new Promise((done) => setTimeout(done, 5));
      played[name] = { leaks, shares: heard.every((length, at) => at === 0 || length === heard[at - 1] + 1), warnings };
    }
    console.log(JSON.stringify(played));
  `);
  return JSON.parse(execFileSync(process.execPath, ['--no-warnings', '--expose-gc', program], { encoding: 'utf8' })) as Record<string, Played>;
}

function write(path: string, text: string, compilerOptions: object): void {
  mkdirSync(dirname(path), { recursive: true });
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, ...compilerOptions };
  writeFileSync(path.replace(/\.ts$/, '.js'), path.endsWith('.ts') ? ts.transpileModule(text, { compilerOptions: options }).outputText : text);
}
