/**
 * `npm run bench:scan -- [folder] [--rounds 5]`: compares the CPU time of `scan`, without and with its cache, with that
 * of parsing and walking the same files, the floor for anything that reads syntax. Whole processes, from start to end.
 * Without a folder it takes a generated server of 1,000 files. A cache needs the folder to have a node_modules.
 * `--grow`: how the cost grows with the number of files.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isTestFile } from '../../src/analysis/confinement.js';
import { findSourceFiles } from '../../src/project/files.js';
import { inServer } from './generated-server.js';
import { grow } from './growth.js';
import { costOf, inTurn, judge, ratioOf, sampleOf, show, type Cost } from './measure.js';

const CLI = join(import.meta.dirname, '../../dist/src/cli/main.js');
const FLOOR = join(import.meta.dirname, 'parse-files.mjs');

const scan = (folder: string, ...options: readonly string[]): Cost => costOf(folder, CLI, 'scan', '--fail-on', 'never', ...options);

/** What is done to the text of one file: a constant is added, which no other file can notice, a function that calls another one, or a statement to a function that is called. */
const CHANGES: Readonly<Record<string, (text: string, round: number) => string>> = {
  'a constant added': (text, round) => `${text}\nexport const round${String(round)} = ${String(round)};\n`,
  'a function added': (text, round) => `${text}\nexport const perform${String(round)} = (text: string): readonly string[] => words(text).slice(${String(round)});\n`,
  'a statement added': (text, round) => text.replace('\n  const weighted', `\n  if (words(input.name).length < ${String(round)}) throw new Error('too short');\n  const weighted`),
};

function compare(folder: string, rounds: number, changed?: string): void {
  // Tests are not read by a scan, so they are no part of its floor.
  const files = findSourceFiles(folder).files.filter((file) => !isTestFile(relative(folder, file)));
  const scratch = mkdtempSync(join(tmpdir(), 'unsingleton-bench-'));
  try {
    const list = join(scratch, 'files.json');
    writeFileSync(list, JSON.stringify(files));
    const isCached = existsSync(join(folder, 'node_modules'));
    if (isCached) scan(folder);
    const costs = inTurn<string, Cost>(rounds, {
      'parse and walk': () => costOf(folder, FLOOR, list),
      'scan, cold': () => scan(folder, '--no-cache'),
      ...(isCached && { 'scan, nothing changed': () => scan(folder) }),
      ...(isCached && changed !== undefined && Object.fromEntries(Object.entries(CHANGES).map(([name, change]) => [`scan, ${name} in one file`, (round: number) => {
        writeFileSync(changed, change(readFileSync(changed, 'utf8'), round));
        return scan(folder);
      }]))),
    });
    const cpu = (name: string): number[] => costs[name]?.map(({ cpuSeconds }) => cpuSeconds) ?? [];
    console.log(`${folder}: ${String(files.length)} files, medians of ${String(rounds)} (lowest–highest)`);
    console.table(Object.fromEntries(Object.keys(costs).map((name) => [name, { 'CPU s': show(sampleOf(cpu(name))) }])));
    judge([
      { what: 'cold ÷ parse and walk', ratio: ratioOf(cpu('scan, cold'), cpu('parse and walk')), limit: 2.5 },
      ...Object.keys(costs).slice(2).map((name) => ({ what: `${name} ÷ cold`, ratio: ratioOf(cpu(name), cpu('scan, cold')), limit: 0.5 })),
    ]);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const { values, positionals: [folder] } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string' }, grow: { type: 'boolean', default: false } } });
const rounds = Number(values.rounds ?? (values.grow ? 3 : 5));
if (values.grow) grow(rounds, (server) => scan(server, '--no-cache'));
else if (folder !== undefined) compare(resolve(folder), rounds);
else inServer(1000, (server) => { compare(server, rounds, join(server, 'src/area-7/task-0.ts')); });
