import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { applySteps, resume, tryChanges, undo } from '../../../codemods/change/apply.js';
import { readJournal } from '../../../codemods/change/journal.js';
import { THIRTY, dyingDisk, quickDisk, type Moment } from './thirty-files.js';
import { makeTree, readTree, type Tree } from './tree.js';

const original: Tree = Object.fromEntries(THIRTY.flatMap(({ file, before }) => (before === null ? [] : [[file, before]])));
const finished: Tree = Object.fromEntries(THIRTY.map(({ file, after }) => [file, after ?? '']));
const steps = [
  { title: 'first half', changes: THIRTY.slice(0, 15), commit: null },
  { title: 'second half', changes: THIRTY.slice(15), commit: null },
];
const MOMENTS: readonly Moment[] = ['before', 'midway', 'after'];

class PowerCut extends Error {}
const quick = { disk: quickDisk };
const cut = (): never => { throw new PowerCut(); };

/** How often the disk is touched when nothing goes wrong. */
function touchesOf(prepare: (root: string) => void, act: (root: string, disk: ReturnType<typeof dyingDisk>) => void): number {
  const root = makeTree(original);
  prepare(root);
  const disk = dyingDisk(-1, 'before', cut);
  act(root, disk);
  return disk.touches();
}

const apply = (root: string, disk: ReturnType<typeof dyingDisk>): void => { applySteps(root, steps, { disk }); };

/** Applies, dies, and says what the tree looks like; nothing was begun when there is no journal. */
function diesAt(at: number, moment: Moment): string {
  const root = makeTree(original);
  expect(() => { apply(root, dyingDisk(at, moment, cut)); }).toThrow(PowerCut);
  return root;
}

function expectRestored(root: string, wanted: Tree): void {
  expect(readTree(root)).toEqual(wanted);
  const left = readJournal(root);
  expect(left?.state.phase ?? 'none').toMatch(/^(?:none|applied)$/);
}

describe.each(MOMENTS)('a run of thirty files that dies %s any touch of the disk', (moment) => {
  it('can be finished: every byte is as planned', () => {
    const touches = touchesOf(() => {}, apply);
    expect(touches).toBeGreaterThan(60);
    let begun = 0;
    for (let at = 1; at <= touches; at += 1) {
      const root = diesAt(at, moment);
      const state = readJournal(root)?.state.phase;
      if (state === undefined) {
        expect(readTree(root)).toEqual(original);
      } else if (state === 'applied') {
        expect(readTree(root)).toEqual(finished);
      } else {
        begun += 1;
        expect(resume(root, quick).outcome).toBe('finished');
        expectRestored(root, finished);
      }
    }
    expect(begun).toBeGreaterThan(60);
  });

  it('can be taken back: every byte is as it was', () => {
    const touches = touchesOf(() => {}, apply);
    for (let at = 1; at <= touches; at += 1) {
      const root = diesAt(at, moment);
      if (readJournal(root)) undo(root, quick);
      expectRestored(root, original);
    }
  });

  it('can be taken back although the undoing dies too', () => {
    const applied = (root: string): void => { applySteps(root, steps, quick); };
    const undoTouches = touchesOf(applied, (root, disk) => { undo(root, { disk }); });
    for (let at = 1; at <= undoTouches; at += 1) {
      const root = makeTree(original);
      applied(root);
      expect(() => undo(root, { disk: dyingDisk(at, moment, cut) })).toThrow(PowerCut);
      const state = readJournal(root)?.state.phase;
      if (state === 'undoing') expect(resume(root, quick).outcome).toBe('restored');
      else if (state === 'applied') undo(root, quick);
      expectRestored(root, original);
    }
  });

  it('can be finished although the resuming dies too', () => {
    for (let at = 1; at <= 30; at += 1) {
      const root = diesAt(40, moment);
      try {
        resume(root, { disk: dyingDisk(at, moment, cut) });
      } catch (error) {
        expect(error).toBeInstanceOf(PowerCut);
      }
      if (readJournal(root)?.state.phase !== 'applied') resume(root, quick);
      expectRestored(root, finished);
    }
  });

  it('leaves the original when it was only trying its changes out', async () => {
    const touches = touchesOf(() => {}, apply);
    for (let at = 1; at <= touches + 40; at += 7) {
      const root = makeTree(original);
      await tryChanges(root, THIRTY, () => Promise.resolve(), { disk: dyingDisk(at, moment, cut) }).catch((error: unknown) => { expect(error).toBeInstanceOf(PowerCut); });
      if (readJournal(root)) expect(resume(root, quick).outcome).toBe('restored');
      expectRestored(root, original);
    }
  });
});

it('leaves nothing of a file for which the disk had no room', () => {
  const full = (path: string, bytes: Uint8Array, mode: number): void => {
    quickDisk.write(path, bytes.subarray(0, bytes.byteLength >> 1), mode);
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  const root = makeTree(original);
  expect(() => { applySteps(root, steps, { disk: { ...quickDisk, write: full } }); }).toThrow('no space left on device');
  expect(readTree(root)).toEqual(original);
  expect(readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('tmp'))).toEqual([]);
});

it('is as true of processes that are really killed', () => {
  const jiti = fileURLToPath(new URL('../../../node_modules/jiti/lib/jiti-cli.mjs', import.meta.url));
  const child = fileURLToPath(new URL('./killed-run.ts', import.meta.url));
  for (const [at, moment] of [[2, 'midway'], [9, 'after'], [12, 'midway'], [13, 'before'], [31, 'midway'], [48, 'after'], [66, 'midway'], [73, 'after']] as const) {
    for (const recover of [resume, undo]) {
      const root = makeTree(original);
      const { signal } = spawnSync(process.execPath, [jiti, child, root, String(at), moment]);
      expect(signal).toBe('SIGKILL');
      const begun = readJournal(root)?.state.phase === 'applying';
      if (begun) recover(root);
      expectRestored(root, begun && recover === resume ? finished : original);
    }
  }
});
