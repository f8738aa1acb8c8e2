import { chmodSync, lstatSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applySteps, requireNoInterruptedRun, resume, tryChanges, undo } from '../../../codemods/change/apply.js';
import type { FileChange } from '../../../codemods/change/diff.js';
import { makeTree, readTree, type Tree } from './tree.js';

const before: Tree = { 'src/alice.ts': '\uFEFFgetAgent();\r\n', 'src/bob.ts': 'getAgent();' };
const changes: readonly FileChange[] = [
  { file: 'src/alice.ts', before: '\uFEFFgetAgent();\r\n', after: '\uFEFFcreateAgent(userContext);\r\n' },
  { file: 'src/bob.ts', before: 'getAgent();', after: 'createAgent(userContext);' },
  { file: 'test/isolation/agents.test.ts', before: null, after: 'test();\n' },
];
const after: Tree = { 'src/alice.ts': '\uFEFFcreateAgent(userContext);\r\n', 'src/bob.ts': 'createAgent(userContext);', 'test/isolation/agents.test.ts': 'test();\n' };
const step = { title: 'all', changes, commit: null };

describe('applying a change', () => {
  it('writes every file, and undo puts every byte back', () => {
    const root = makeTree(before);
    applySteps(root, [step]);
    expect(readTree(root)).toEqual(after);
    expect(undo(root).files).toHaveLength(3);
    expect(readTree(root)).toEqual(before);
    expect(() => statSync(join(root, 'test'))).toThrow();
  });

  it('keeps the mode of a file', () => {
    const root = makeTree(before);
    chmodSync(join(root, 'src/bob.ts'), 0o755);
    applySteps(root, [step]);
    expect(statSync(join(root, 'src/bob.ts')).mode & 0o777).toBe(0o755);
  });

  it('replaces the file that a link leads to, never the link', () => {
    const root = makeTree({ ...before, 'shared/bob.ts': 'getAgent();' });
    mkdirSync(join(root, 'links'));
    symlinkSync(join(root, 'shared/bob.ts'), join(root, 'links/bob.ts'));
    applySteps(root, [{ title: 'all', changes: [{ file: 'links/bob.ts', before: 'getAgent();', after: 'createAgent();' }], commit: null }]);
    expect(lstatSync(join(root, 'links/bob.ts')).isSymbolicLink()).toBe(true);
    expect(readTree(root)).toMatchObject({ 'shared/bob.ts': 'createAgent();' });
  });

  it('refuses one file under two names', () => {
    const root = makeTree(before);
    symlinkSync(join(root, 'src/bob.ts'), join(root, 'src/robert.ts'));
    const twins = ['src/bob.ts', 'src/robert.ts'].map((file) => ({ file, before: 'getAgent();', after: 'createAgent();' }));
    expect(() => { applySteps(root, [{ title: 'all', changes: twins, commit: null }]); }).toThrow('the same file under two names');
  });

  it('writes nothing when a file is not what the plan was made for', () => {
    const root = makeTree({ ...before, 'src/bob.ts': 'getAgent(); // Bob was here' });
    expect(() => { applySteps(root, [step]); }).toThrow('src/bob.ts was changed while');
    expect(readTree(root)).toMatchObject({ 'src/alice.ts': before['src/alice.ts'] });
  });

  it('undoes several steps on one file', () => {
    const root = makeTree(before);
    applySteps(root, [
      { title: 'first', changes: [{ file: 'src/bob.ts', before: 'getAgent();', after: 'one();' }], commit: null },
      { title: 'second', changes: [{ file: 'src/bob.ts', before: 'one();', after: 'two();' }], commit: null },
    ]);
    expect(readTree(root)).toMatchObject({ 'src/bob.ts': 'two();' });
    undo(root);
    expect(readTree(root)).toEqual(before);
  });
});

describe('taking a change back', () => {
  it('touches nothing when a file was changed after the run', () => {
    const root = makeTree(before);
    applySteps(root, [step]);
    writeFileSync(join(root, 'src/bob.ts'), 'createAgent(userContext); // Bob was here');
    expect(() => undo(root)).toThrow('src/bob.ts was changed after the run');
    expect(readTree(root)).toMatchObject({ 'src/alice.ts': after['src/alice.ts'] });
  });

  it('says so when there is nothing to take back or to finish', () => {
    const root = makeTree(before);
    expect(() => undo(root)).toThrow('nothing to undo');
    expect(() => resume(root)).toThrow('nothing to resume');
    applySteps(root, [step]);
    expect(() => resume(root)).toThrow('nothing to resume');
    undo(root);
    expect(() => undo(root)).toThrow('nothing to undo');
  });

  it('keeps only the last run', () => {
    const root = makeTree(before);
    applySteps(root, [step]);
    applySteps(root, [{ title: 'next', changes: [{ file: 'src/bob.ts', before: 'createAgent(userContext);', after: 'third();' }], commit: null }]);
    undo(root);
    expect(readTree(root)).toEqual(after);
  });

  it('says which file of the journal cannot be read', () => {
    const root = makeTree({ ...before, '.unsingleton/state.json': '{', '.unsingleton/journal.json': '{}' });
    expect(() => { requireNoInterruptedRun(root); }).toThrow('cannot be read');
  });
});

describe('trying a change out', () => {
  it('shows the changed tree and takes it back', async () => {
    const root = makeTree(before);
    const seen = await tryChanges(root, changes, () => Promise.resolve(readTree(root)));
    expect(seen).toEqual(after);
    expect(readTree(root)).toEqual(before);
  });

  it('takes it back when the look fails', async () => {
    const root = makeTree(before);
    await expect(tryChanges(root, changes, () => Promise.reject(new Error('the tests fail')))).rejects.toThrow('the tests fail');
    expect(readTree(root)).toEqual(before);
    expect(() => undo(root)).toThrow('nothing to undo');
  });
});
