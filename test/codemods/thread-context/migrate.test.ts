import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { undo } from '../../../codemods/change/apply.js';
import { migrate } from '../../../codemods/thread-context/migrate.js';
import { AGENT_SERVER, CHAT, REPORT, REPORT_HALF_DONE, handPlan } from '../change/hand-plan.js';
import { makeTree, readTree } from '../change/tree.js';

const configuration = { context: { module: './context' }, accessors: [{ legacy: 'getAgent', factory: 'createAgent' }] };

function git(root: string, ...parameters: string[]): string {
  return execFileSync('git', parameters, { cwd: root, encoding: 'utf8' });
}

function makeRepository(more: Readonly<Record<string, string>> = {}): string {
  const root = makeTree({ ...AGENT_SERVER, ...more });
  git(root, 'init', '--quiet');
  git(root, 'config', 'user.name', 'Alice');
  git(root, 'config', 'user.email', 'alice@example.org');
  git(root, 'add', '.');
  git(root, 'commit', '--quiet', '--message', 'The agent server');
  return root;
}

describe('migrating by a saved plan', () => {
  it('writes nothing without being asked to, and shows the diff of what it would write', async () => {
    const root = makeTree(AGENT_SERVER);
    const { report, diff } = await migrate({ root, configuration, plan: handPlan(root, [...CHAT, ...REPORT]), write: false });
    expect(readTree(root)).toEqual(AGENT_SERVER);
    expect(report).toMatchObject({ version: 1, written: false, sinks: 2, rewritten: 2, filesChanged: 3, diagnostics: { before: 0, after: 0, new: [] } });
    expect(report.components.map(({ status }) => status)).toEqual(['applied', 'applied']);
    execFileSync('git', ['apply', '-'], { cwd: root, input: diff });
    const applied = readTree(root);
    const other = makeTree(AGENT_SERVER);
    await migrate({ root: other, configuration, plan: handPlan(other, [...CHAT, ...REPORT]), write: true });
    expect(readTree(other)).toEqual(applied);
    undo(other);
    expect(readTree(other)).toEqual(AGENT_SERVER);
  });

  it('rolls back the component that does not compile, keeps the other, and says why', async () => {
    const root = makeTree(AGENT_SERVER);
    const { report, plan } = await migrate({ root, configuration, plan: handPlan(root, [...CHAT, ...REPORT_HALF_DONE]), write: true, partial: true });
    expect(report.components).toMatchObject([
      { id: 1, status: 'applied', reason: null },
      { id: 2, status: 'rolled-back', reason: 'With it, src/report.ts:6 would have a new error TS2554: Expected 1 arguments, but got 0.' },
    ]);
    expect(report).toMatchObject({ sinks: 2, rewritten: 1, filesChanged: 2, diagnostics: { new: [] } });
    expect(report.refused).toMatchObject([{ file: 'src/report.ts', line: 3, column: 10, code: 'VERIFICATION_FAILED' }]);
    expect(plan.edits.map(({ file }) => file)).not.toContain('src/report.ts');
    expect(readTree(root)['src/report.ts']).toBe(AGENT_SERVER['src/report.ts']);
    expect(readTree(root)['src/chat.ts']).toContain('createAgent(userContext)');
  });

  it('writes no half of what shares one state, and says what would be divided', async () => {
    const root = makeTree(AGENT_SERVER);
    const { report } = await migrate({ root, configuration, plan: handPlan(root, [...CHAT, ...REPORT_HALF_DONE]), write: true });
    expect(report).toMatchObject({ written: false, rewritten: 1 });
    expect(report.split).toEqual([{
      accessor: 'getAgent', moved: 1, left: 1,
      message: '1 use of getAgent inside requests would stay on the shared object, and 1 would move away from it: what one half writes, the other no longer finds. The first is src/report.ts:3 (VERIFICATION_FAILED).',
    }]);
    expect(readTree(root)).toEqual(AGENT_SERVER);
  });

  it.each([
    ['start-up code keeps the shared object', { code: 'NO_REQUEST' as const }, {}],
    ['a test keeps it', { file: 'src/report.test.ts' }, {}],
    ['the legacy getter asks the request scope', {}, { joined: ['getAgent'] }],
  ])('divides nothing where %s', async (_, where, more) => {
    const root = makeTree(AGENT_SERVER);
    const plan = handPlan(root, CHAT);
    const refusal = { file: 'src/report.ts', line: 3, column: 10, code: 'FRAMEWORK_CALLED' as const, message: 'It stays.', component: null, accessor: 'getAgent' };
    const refused = await migrate({ root, configuration, plan: { ...plan, refusals: [refusal] }, write: true });
    expect(refused.report).toMatchObject({ written: false, split: [{ moved: 1, left: 1 }] });
    const { report } = await migrate({ root, configuration, plan: { ...plan, ...more, refusals: [{ ...refusal, ...where }] }, write: true });
    expect(report).toMatchObject({ written: true, rewritten: 1 });
    expect(report.split).toBeUndefined();
  });

  it('rolls back with it what depends on it', async () => {
    const root = makeTree(AGENT_SERVER);
    const plan = handPlan(root, [...CHAT, ...REPORT_HALF_DONE]);
    const dependent = { ...plan, components: plan.components.map((one) => (one.id === 1 ? { ...one, dependsOn: [2] } : one)) };
    const { report } = await migrate({ root, configuration, plan: dependent, write: true });
    expect(report.components.map(({ status }) => status)).toEqual(['rolled-back', 'rolled-back']);
    expect(readTree(root)).toEqual(AGENT_SERVER);
  });

  it('does not take an error for new that was there before, even in an edited file', async () => {
    const root = makeTree({ ...AGENT_SERVER, 'src/chat.ts': AGENT_SERVER['src/chat.ts'].replace('  return', "  const tasks: number = 'none';\n  return") });
    const { report } = await migrate({ root, configuration, plan: handPlan(root, CHAT), write: true });
    expect(report).toMatchObject({ rewritten: 1, diagnostics: { before: 1, after: 1, new: [] } });
  });

  it('refuses a plan that was made for other text, touching nothing', async () => {
    const root = makeTree(AGENT_SERVER);
    const plan = handPlan(root, CHAT);
    appendFileSync(join(root, 'src/chat.ts'), '// Bob was here\n');
    await expect(migrate({ root, configuration, plan, write: true })).rejects.toThrow('src/chat.ts is not what it was when the plan was made');
    expect(readTree(root)['src/server.ts']).toBe(AGENT_SERVER['src/server.ts']);
  });

  it.each([
    ['a path out of the root', { edits: [{ id: 'x', file: '../x.ts', start: 0, end: 0, text: '', kind: 'rewrite', component: 1, why: '' }] }, 'edits.0.file: must be a path below the root'],
    ['an unknown version', { version: 2 }, 'version'],
    ['an unknown reason', { refusals: [{ file: 'a.ts', line: 1, column: 1, code: 'BECAUSE', message: '', component: null }] }, 'refusals.0.code'],
  ])('refuses %s in a plan', async (_, wrong, message) => {
    const root = makeTree(AGENT_SERVER);
    await expect(migrate({ root, configuration, plan: { ...handPlan(root, CHAT), ...wrong } as never, write: false })).rejects.toThrow(message);
  });

  it('leaves a component that would edit a minified file', async () => {
    const minified = `export const x=()=>chat('a');import{chat}from'./chat';${'x();'.repeat(2000)}\n`;
    const root = makeTree({ ...AGENT_SERVER, 'src/bundle.ts': minified });
    const plan = handPlan(root, [...CHAT, [1, 'src/bundle.ts', "chat('a')", "chat({ userId: 'alice' }, 'a')"], ...REPORT]);
    const { report } = await migrate({ root, configuration, plan, write: true });
    expect(report.refused).toMatchObject([{ file: 'src/chat.ts', code: 'UNSUPPORTED_FILE', message: 'src/bundle.ts would have to be edited, but it is minified.' }]);
    expect(report.components.map(({ status }) => status)).toEqual(['rolled-back', 'applied']);
  });

  it('leaves a component whose edits overlap', async () => {
    const root = makeTree(AGENT_SERVER);
    const plan = handPlan(root, [...CHAT, ...REPORT, [2, 'src/report.ts', "run('report')", "run('nightly')"], [2, 'src/report.ts', "'report'", "'weekly'"]]);
    const { report } = await migrate({ root, configuration, plan, write: true });
    expect(report.components).toMatchObject([{ status: 'applied' }, { status: 'rolled-back', reason: 'Two of its edits, or one of another component, overlap in src/report.ts.' }]);
  });
});

describe('a migration and git', () => {
  it('refuses a dirty tree, unless it is told that this is right', async () => {
    const root = makeRepository();
    writeFileSync(join(root, 'notes.md'), 'Ask Alice.\n');
    await expect(migrate({ root, configuration, plan: handPlan(root, CHAT), write: true })).rejects.toThrow('uncommitted changes (notes.md)');
    const { report } = await migrate({ root, configuration, plan: handPlan(root, CHAT), write: true, allowDirty: true });
    expect(report.written).toBe(true);
  });

  it('commits each component by itself, and each commit compiles', async () => {
    const root = makeRepository();
    const plan = handPlan(root, [...CHAT, ...REPORT]);
    const sinks = plan.sinks.map((sink) => (sink.file === 'src/report.ts' ? { ...sink, accessor: 'getReporter' } : sink));
    await migrate({ root, configuration, plan: { ...plan, accessors: ['getAgent', 'getReporter'], sinks }, write: true, commitEach: true });
    expect(git(root, 'log', '--format=%s').trim().split('\n')).toEqual(['Pass the user context in src/report.ts', 'Pass the user context in src/chat.ts and 1 more file', 'The agent server']);
    expect(git(root, 'status', '--porcelain')).toBe('');
    git(root, 'checkout', '--quiet', 'HEAD~1');
    expect(readTree(root)['src/report.ts']).toBe(AGENT_SERVER['src/report.ts']);
    expect(readTree(root)['src/server.ts']).toContain('contextFromRequest');
  });

  it('puts into one commit what writes to one instance and reads from it', async () => {
    const root = makeRepository();
    await migrate({ root, configuration, plan: handPlan(root, [...CHAT, ...REPORT]), write: true, commitEach: true });
    expect(git(root, 'log', '--format=%s').trim().split('\n')).toEqual(['Pass the user context in src/chat.ts and 2 more files', 'The agent server']);
  });

  it('puts components into one commit that compile only together', async () => {
    const root = makeRepository();
    const split = CHAT.map(([component, file, ...rest]) => [file === 'src/server.ts' ? 3 : component, file, ...rest] as const);
    await migrate({ root, configuration, plan: handPlan(root, [...split, ...REPORT]), write: true, commitEach: true });
    // The chat needs its caller (3), which comes after the report (2): no shorter commit compiles.
    expect(git(root, 'log', '--format=%s').trim().split('\n')).toEqual(['Pass the user context in src/chat.ts and 2 more files', 'The agent server']);
  });
});

describe('the user\'s own check', () => {
  const verifyCommand = 'node check.mjs';
  const withCheck = (check: string): Record<string, string> => ({ ...AGENT_SERVER, 'check.mjs': check });

  it('rolls back the component with which it fails', async () => {
    const root = makeTree(withCheck("import { readFileSync } from 'node:fs'; process.exit(readFileSync('src/report.ts', 'utf8').includes('createAgent') ? 3 : 0);"));
    const { report } = await migrate({ root, configuration, plan: handPlan(root, [...CHAT, ...REPORT]), write: true, verifyCommand });
    expect(report.components).toMatchObject([{ status: 'applied' }, { status: 'rolled-back', reason: 'With it, `node check.mjs` fails with exit code 3.' }]);
    expect(report).toMatchObject({ rewritten: 1, filesChanged: 2 });
    expect(readTree(root)['src/report.ts']).toBe(AGENT_SERVER['src/report.ts']);
  });

  it('tries what writes to one instance and reads from it as one, where every commit must pass', async () => {
    const bothOrNeither = "const [chat, report] = ['src/chat.ts', 'src/report.ts'].map((file) => readFileSync(file, 'utf8').includes('createAgent')); process.exit(chat === report ? 0 : 1);";
    const root = makeRepository({ 'check.mjs': `import { readFileSync } from 'node:fs'; ${bothOrNeither}` });
    const { report } = await migrate({ root, configuration, plan: handPlan(root, [...CHAT, ...REPORT]), write: true, commitEach: true, verifyCommand });
    expect(report.components).toMatchObject([{ status: 'applied' }, { status: 'applied' }]);
  });

  it('runs once on the whole when it passes, with the edits in place', async () => {
    const log = join(makeTree({ 'seen.txt': '' }), 'seen.txt');
    const root = makeTree(withCheck(`import { appendFileSync, readFileSync } from 'node:fs'; appendFileSync('${log}', readFileSync('src/chat.ts', 'utf8').includes('createAgent') ? 'after ' : 'before ');`));
    await migrate({ root, configuration, plan: handPlan(root, [...CHAT, ...REPORT]), write: true, verifyCommand });
    expect(readFileSync(log, 'utf8')).toBe('before after ');
  });

  it('is refused when it fails before any change', async () => {
    const root = makeTree(withCheck('process.exit(1);'));
    await expect(migrate({ root, configuration, plan: handPlan(root, CHAT), write: true, verifyCommand })).rejects.toThrow('fails with exit code 1 before any change');
    expect(readTree(root)).toEqual(withCheck('process.exit(1);'));
  });
});

describe('an abort', () => {
  it('stops before anything is written', async () => {
    const root = makeTree(AGENT_SERVER);
    const abort = new AbortController();
    const run = migrate({ root, configuration, plan: handPlan(root, CHAT), write: true, signal: abort.signal, onProgress: (phase) => { if (phase === 'check') abort.abort(new Error('Bob pressed Ctrl-C')); } });
    await expect(run).rejects.toThrow('Bob pressed Ctrl-C');
    expect(readTree(root)).toEqual(AGENT_SERVER);
    expect(existsSync(join(root, '.unsingleton/state.json'))).toBe(false);
  });

  it('ends the user\'s check and takes its edits back', async () => {
    const tree = { ...AGENT_SERVER, 'check.mjs': "import { readFileSync } from 'node:fs'; if (readFileSync('src/chat.ts', 'utf8').includes('createAgent')) setTimeout(() => {}, 60_000);" };
    const root = makeTree(tree);
    const abort = new AbortController();
    const started = performance.now();
    setTimeout(() => { abort.abort(new Error('Bob pressed Ctrl-C')); }, 3000);
    await expect(migrate({ root, configuration, plan: handPlan(root, CHAT), write: true, verifyCommand: 'node check.mjs', signal: abort.signal })).rejects.toThrow('Bob pressed Ctrl-C');
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(readTree(root)).toEqual(tree);
  });
});
