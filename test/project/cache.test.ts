import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FactsCache } from '../../src/project/cache.js';
import { loadFacts } from '../../src/project/load.js';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'unsingleton-facts-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const agentsIn = (round: number): string => Array.from({ length: 20 }, (_, at) => `export function run${String(at)}(user) { return user.agents[${String(round)}]; }\n`).join('');

it('gives back what files say however often they change, and does not grow with that', () => {
  const files = ['alice.ts', 'bob.ts', 'carol.ts'].map((name) => join(folder, name));
  const cacheSize = (): number => readdirSync(join(folder, 'cache')).reduce((sum, name) => sum + statSync(join(folder, 'cache', name)).size, 0);
  for (const file of files) writeFileSync(file, agentsIn(0));
  let first = 0;
  for (let round = 0; round < 30; round += 1) {
    writeFileSync(files[round % files.length] ?? '', agentsIn(1000 + round));
    for (const isForAll of [true, false]) {
      const cache = new FactsCache(join(folder, 'cache'), isForAll);
      for (const file of files) {
        const loaded = cache.fresh(file, false) ?? cache.load(file);
        const plain = loadFacts(file);
        expect(loaded.kind === 'facts' && loaded.facts).toEqual(plain.kind === 'facts' && plain.facts);
      }
      cache.save();
    }
    first ||= cacheSize();
  }
  expect(cacheSize()).toBeLessThan(2.2 * first);
});
