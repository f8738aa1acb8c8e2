import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../src/facts/facts.js';
import { movedPlaces, type Moved } from '../../src/facts/same-facts.js';
import { findSourceFiles } from '../../src/project/files.js';
import { parseFacts } from '../../src/project/parse.js';

function factsOf(text: string): FileFacts {
  const parsed = parseFacts('/app/agents.ts', text);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed.facts;
}

/** Every other file asks for `keep` and `LIMIT`, wherever they are. */
const compared = (before: string, after: string): Moved | undefined => movedPlaces(factsOf(before), factsOf(after), (name) => name === 'keep' || name === 'LIMIT');

const KEEPER = `let owner;
export function keep(value) { owner = value; }
export async function kept(value) { owner = value; await null; return owner; }
`;

describe('two texts of one file', () => {
  it('say the same when one has comments, types and a layout of its own', () => {
    const after = `// Keeps agents.\ntype Owner = string;\n${KEEPER.replaceAll('; ', ';\n  ').replace('(value)', '(value: Owner /* of Alice */)')}`;
    const moved = compared(KEEPER.replace('(value)', '(value: Owner)'), after);
    expect(moved?.(KEEPER.indexOf('owner'))).toBe(after.indexOf('owner;'));
    expect(after.slice(moved?.(KEEPER.replace('(value)', '(value: Owner)').lastIndexOf('owner = value')))).toMatch(/^owner = value;\n {2}await null/);
  });

  it('say the same wherever they begin, whatever they say', () => {
    const { files } = findSourceFiles(join(import.meta.dirname, '../..'), { include: ['/src/**/*.ts'] });
    expect(files.length).toBeGreaterThan(100);
    const rarities = 'while (next()) await null;\ndo { next(); } while (next());\nfor (; next(); ) break;\n';
    for (const text of [rarities, ...files.map((file) => readFileSync(file, 'utf8').replace(/^#!.*/, ''))]) {
      expect(compared(text, `/* Moved. */ ${text}`), text.slice(0, 200)).toBeDefined();
    }
  });

  it.each([
    ["const most = 3;\nconst names = ['Alice', { last: 'Bob' }];\n", ''],
    ['', 'export const settings = { retries: 3 };\n'],
    ['', '// Ends here.\n'],
    ['function last() {}\n', 'function last() { const none = []; }\n'],
    ['const most = 3;\n', 'const least = 2, none = undefined;\n'],
  ])('say the same when they differ in constants to which nobody refers: %j, %j', (before, after) => {
    expect(compared(before + KEEPER, after + KEEPER)).toBeDefined();
    expect(compared(KEEPER + before, KEEPER + after)).toBeDefined();
  });

  it.each([
    ['what is kept', KEEPER, KEEPER.replace('owner = value', "owner = 'Alice'")],
    ['in which order things happen', KEEPER, KEEPER.replace('owner = value; await null;', 'await null; owner = value;')],
    ['what depends on one condition', 'let a, b; export function set(v) { switch (v) { case 1: a = 1; b = 2; } }', 'let a, b; export function set(v) { switch (v) { case 1: a = 1; } switch (v) { case 1: b = 2; } }'],
    ['a constant that others ask for', KEEPER, `${KEEPER}export const LIMIT = 3;\n`],
    ['a constant that others ask for by another name', KEEPER, `${KEEPER}const most = 3;\nexport { most as LIMIT };\n`],
    ['a constant that the file refers to', `const a = 1, b = 2;\n${KEEPER}${'keep(a);'}`, `const a = 1, b = 2;\n${KEEPER}${'keep(b);'}`],
    ['the value of a constant that the file refers to', `const a = 1;\n${KEEPER}keep(a);`, `const a = 3;\n${KEEPER}keep(a);`],
    ['a constant that holds more than literals', KEEPER, `${KEEPER}const owners = [owner];\n`],
    ['a constant that holds another', KEEPER, `${KEEPER}const owners = { first: owner };\n`],
    ['a constant that runs something', KEEPER, `${KEEPER}const settings = { first: keep() };\n`],
    ['a constant that stands for a type that nobody declares', 'export function run(request: Request) {}\n', 'const Request = 1;\nexport function run(request: Request) {}\n'],
    ['a variable that can be set', KEEPER, `${KEEPER}let most = 3;\n`],
    ['a name from the surroundings that is declared now', 'export const now = () => process.env.USER;', "const process = { env: {} };\nexport const now = () => process.env.USER;"],
    ['an import', KEEPER, `import './agents.js';\n${KEEPER}`],
  ])('do not say the same when they differ in %s', (_title, before, after) => {
    expect(compared(before, before)).toBeDefined();
    expect(compared(before, after)).toBeUndefined();
    expect(compared(after, before)).toBeUndefined();
  });
});
