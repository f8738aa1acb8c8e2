import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.js';
import { Program } from '../../src/analysis/program.js';
import { Sources } from '../../src/analysis/sources.js';
import { resolveConfiguration } from '../../src/project/configuration.js';
import { indexOf } from './in-memory.js';

type Names = { readonly slot: string; readonly write: string; readonly read: string; readonly value: string; readonly held: string };

/** A module in top-level pieces that may stand in any order, and what is to be found in it. */
type Sample = { readonly title: string; readonly verdict: string; readonly pieces: (names: Names) => readonly string[] };

const SAMPLES: readonly Sample[] = [
  {
    title: 'a slot that one request writes and another reads', verdict: 'critical module-slot',
    pieces: (n) => [`let ${n.slot};`, `export function ${n.write}(${n.value}) { ${n.slot} = { at: 1, ${n.held}: ${n.value} }; }`, `export async function ${n.read}() { await null; return ${n.slot}; }`],
  },
  {
    title: 'a collection that all requests append to and read', verdict: 'critical module-collection',
    pieces: (n) => [`const ${n.slot} = [];`, `export function ${n.write}(${n.value}) { ${n.slot}.push(${n.value}); }`, `export async function ${n.read}() { return ${n.slot}.map((one) => one); }`],
  },
  {
    title: 'an instance that keeps what it is told', verdict: 'critical lazy-getter',
    pieces: (n) => [
      `class Engine { ${n.held}; tell(told) { this.${n.held} = told; } async told() { await null; return this.${n.held}; } }`, `let ${n.slot};`,
      `function engine() { if (!${n.slot}) ${n.slot} = new Engine(); return ${n.slot}; }`,
      `export function ${n.write}(${n.value}) { engine().tell(${n.value}); }`, `export async function ${n.read}() { return engine().told(); }`,
    ],
  },
  {
    title: 'a table that is only filled while modules load', verdict: 'none module-collection',
    pieces: (n) => [`const ${n.slot} = new Map([['alice', 1]]);`, `export function ${n.write}(${n.value}) { return ${n.slot}.has(${n.value}); }`, `export async function ${n.read}() { return ${n.slot}.size; }`],
  },
  {
    title: 'a store that is weakly keyed by the request', verdict: 'none module-collection',
    pieces: (n) => [`const ${n.slot} = new WeakMap();`, `export function ${n.write}(${n.value}) { ${n.slot}.set(${n.value}, 1); }`, `export async function ${n.read}() { return 1; }`],
  },
];

const RESERVED = new Set(['do', 'if', 'in', 'of', 'as', 'is', 'engine', 'Engine', 'one', 'told', 'tell', 'new', 'let', 'var', 'for', 'try', 'get', 'set', 'use', 'req', 'res', 'app', 'null', 'this', 'void', 'with', 'else', 'case', 'enum', 'eval', 'true', 'await', 'async', 'yield', 'class', 'const', 'super', 'state', 'throw', 'while', 'break', 'at', 'map', 'has', 'size', 'push', 'delete', 'typeof', 'import', 'export', 'switch', 'return', 'default', 'extends', 'finally', 'debugger', 'catch', 'static', 'public', 'kept', 'first', 'second', 'express', 'from', 'accessor']);
const word = fc.stringMatching(/^[a-z][a-zA-Z0-9]{1,7}$/).filter((name) => !RESERVED.has(name));
const names = fc.uniqueArray(word, { minLength: 5, maxLength: 5 }).map(([slot = 'a', write = 'b', read = 'c', value = 'd', held = 'e']): Names => ({ slot, write, read, value, held }));
const PLAIN: Names = { slot: 'kept', write: 'keep', read: 'give', value: 'given', held: 'part' };
const GAP = fc.constantFrom(' ', '  ', '\t', ' /* Alice, Bob; { } */ ', ' /**/ ');

/** Other white space and comments where there was a blank; a line break only where a statement ends. */
function reformatted(text: string, gaps: readonly string[]): string {
  let at = 0;
  const next = (): string => gaps[at++ % gaps.length] ?? ' ';
  const lines = text.replace(/;/g, () => (at++ % 3 === 0 ? ';\n' : ';'));
  return lines.replace(/ +/g, next);
}

function verdictOf(sample: Sample, module: readonly string[], n: Names, via: 'directly' | 'barrel' | 'renaming barrel' | 'namespace'): string {
  const from = via === 'directly' || via === 'namespace' ? './state.js' : './barrel.js';
  const [write, read] = via === 'renaming barrel' ? ['first', 'second'] : [n.write, n.read];
  const imports = via === 'namespace' ? `import * as kept from '${from}';` : `import { ${write}, ${read} } from '${from}';`;
  const prefix = via === 'namespace' ? 'kept.' : '';
  const index = indexOf({
    'state.js': module.join('\n'),
    'barrel.js': via === 'renaming barrel' ? `export { ${n.write} as first, ${n.read} as second } from './state.js';` : `export * from './state.js';`,
    'server.js': `import express from 'express';\n${imports}\nconst app = express();\napp.post('/run', (req, res) => { ${prefix}${write}(req.body); res.end(); });\napp.get('/run', async (req, res) => { res.json(await ${prefix}${read}()); });\n`,
  });
  const files = ['/app/state.js', '/app/barrel.js', '/app/server.js'];
  const judged = analyse(new Program(index, files, resolveConfiguration()), new Sources('/app', () => ''));
  const found = judged.find(({ root }) => root.name === n.slot);
  if (!found) throw new Error(`${sample.title}: no root named ${n.slot}`);
  return `${found.verdict.level} ${found.item().shape}`;
}

describe.each(SAMPLES)('$title', (sample) => {
  it('is judged as it should be', () => {
    expect(verdictOf(sample, sample.pieces(PLAIN), PLAIN, 'directly')).toBe(sample.verdict);
  });

  it('is judged the same under any names, in any order and layout, behind any re-export', () => {
    const count = sample.pieces(PLAIN).length;
    fc.assert(
      fc.property(
        names, fc.shuffledSubarray(Array.from({ length: count }, (_, index) => index), { minLength: count }), fc.array(GAP, { minLength: 1, maxLength: 7 }),
        fc.constantFrom('directly', 'barrel', 'renaming barrel', 'namespace'),
        (n, order, gaps, via) => {
          const pieces = sample.pieces(n);
          const module = order.map((index) => reformatted(pieces[index] ?? '', gaps));
          expect(verdictOf(sample, module, n, via)).toBe(sample.verdict);
        },
      ),
      { numRuns: 150 },
    );
  });
});
