import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applySteps, resume, undo } from '../../../codemods/change/apply.js';
import { requireCleanTree, requireCommitted } from '../../../codemods/change/git.js';
import type { Step } from '../../../codemods/change/journal.js';
import { openJournal, writeState } from '../../../codemods/change/journal.js';
import { realDisk } from '../../../codemods/change/disk.js';
import { makeTree, readTree, type Tree } from './tree.js';

function git(root: string, ...parameters: string[]): string {
  return execFileSync('git', parameters, { cwd: root, encoding: 'utf8' });
}

function makeRepository(tree: Tree): string {
  const root = makeTree(tree);
  git(root, 'init', '--quiet');
  git(root, 'config', 'user.name', 'Alice');
  git(root, 'config', 'user.email', 'alice@example.org');
  git(root, 'add', '.');
  git(root, 'commit', '--quiet', '--message', 'The agent server');
  return root;
}

const tree: Tree = { 'server/app/[id]/route.ts': 'getAgent();\n', 'server/bob.ts': 'getAgent();\n' };
const steps: readonly Step[] = [
  { title: 'one', changes: [{ file: 'app/[id]/route.ts', before: 'getAgent();\n', after: 'createAgent();\n' }], commit: 'Pass the context in the route' },
  { title: 'two', changes: [{ file: 'bob.ts', before: 'getAgent();\n', after: 'createAgent();\n' }], commit: 'Pass the context to Bob' },
];

describe('a dirty tree', () => {
  it('is refused, naming what is not committed', () => {
    const root = makeRepository(tree);
    requireCleanTree(root);
    writeFileSync(join(root, 'server/bob.ts'), 'getAgent(); // Bob was here\n');
    expect(() => { requireCleanTree(root); }).toThrow('uncommitted changes (server/bob.ts)');
  });

  it('is told by the part below the root', () => {
    const root = makeRepository(tree);
    writeFileSync(join(root, 'notes.md'), 'Ask Alice.\n');
    requireCleanTree(join(root, 'server'));
    expect(() => { requireCleanTree(root); }).toThrow('notes.md');
  });

  it('is no matter outside a repository', () => {
    requireCleanTree(makeTree(tree));
  });

  it('stays clean although a journal lies in it', () => {
    const root = makeRepository(tree);
    applySteps(join(root, 'server'), steps.map((step) => ({ ...step, commit: null })));
    undo(join(root, 'server'));
    requireCleanTree(root);
  });
});

describe('one commit per step', () => {
  it('holds just the files of the step, below the repository too', () => {
    const root = makeRepository(tree);
    applySteps(join(root, 'server'), steps);
    expect(git(root, 'log', '--format=%s', '--name-only').trim().split(/\n+/)).toEqual([
      'Pass the context to Bob', 'server/bob.ts', 'Pass the context in the route', 'server/app/[id]/route.ts', 'The agent server', 'server/app/[id]/route.ts', 'server/bob.ts',
    ]);
    requireCleanTree(root);
  });

  it('leaves alone what else is staged', () => {
    const root = makeRepository(tree);
    writeFileSync(join(root, 'notes.md'), 'Ask Alice.\n');
    git(root, 'add', 'notes.md');
    applySteps(join(root, 'server'), steps);
    expect(git(root, 'status', '--porcelain').trim()).toBe('A  notes.md');
  });

  it('takes back the step that git refuses, and keeps those before it', () => {
    const root = makeRepository(tree);
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, '.git/hooks/pre-commit'), '#!/bin/sh\nif git diff --cached --name-only | grep -q bob; then echo "no Bob here" >&2; exit 1; fi\n', { mode: 0o755 });
    expect(() => { applySteps(join(root, 'server'), steps); }).toThrow('git refused to commit "Pass the context to Bob": no Bob here');
    expect(readTree(root)).toEqual({ 'server/app/[id]/route.ts': 'createAgent();\n', 'server/bob.ts': 'getAgent();\n' });
    expect(git(root, 'log', '--format=%s').trim().split('\n')).toEqual(['Pass the context in the route', 'The agent server']);
    requireCleanTree(root);
  });

  it('does not commit twice when the run died between a commit and its note', () => {
    const root = makeRepository(tree);
    applySteps(join(root, 'server'), steps.slice(0, 1));
    openJournal(realDisk, join(root, 'server'), { version: 1, steps, newDirectories: [] }, 'applying');
    writeState(realDisk, join(root, 'server'), { phase: 'applying', finished: 0 });
    expect(resume(join(root, 'server')).outcome).toBe('finished');
    expect(git(root, 'log', '--format=%s').trim().split('\n')).toEqual(['Pass the context to Bob', 'Pass the context in the route', 'The agent server']);
  });

  it('is refused where a file to be edited has changes of its own, or there is no repository', () => {
    const root = makeRepository(tree);
    writeFileSync(join(root, 'server/bob.ts'), 'getAgent(); // Bob was here\n');
    expect(() => { requireCommitted(join(root, 'server'), ['bob.ts']); }).toThrow('bob.ts has uncommitted changes');
    requireCommitted(join(root, 'server'), ['app/[id]/route.ts']);
    rmSync(join(root, '.git'), { recursive: true });
    expect(() => { requireCommitted(root, ['server/bob.ts']); }).toThrow('needs a git repository');
  });
});
