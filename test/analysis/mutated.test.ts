import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from '../../src/analysis/analyse.js';
import { Program } from '../../src/analysis/program.js';
import { Sources } from '../../src/analysis/sources.js';
import { resolveConfiguration } from '../../src/project/configuration.js';
import { ProjectIndex } from '../../src/project/index.js';
import { parseFacts } from '../../src/project/parse.js';
import { readProbes } from '../probes/probe.js';

const PROGRAMS = readProbes().map(({ files }) => [...files].filter(([file]) => /\.[cm]?[jt]sx?$/.test(file)));
const SNIPPETS = ['this', 'super', 'await ', 'yield ', '...', '?.', '=>', '`${', '`', '{', '}', '(', ')', '[', ']', ';', ',', '=', '??=', 'new ', 'class A extends A {}', 'let ', 'export default ', 'delete ', '#x', '@d() ', '/g', 'module.exports', 'import.meta', 'x = x', 'f(f)', '<T>', 'as const', 'using r = '];

type Edit = { readonly at: number; readonly length: number; readonly with: string };
const edit: fc.Arbitrary<Edit> = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.constantFrom(0, 0, 1, 3, 20), with: fc.constantFrom('', ...SNIPPETS) });

/** Every edit cuts something out at its place and puts something else there. */
function mutated(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, { at, length, with: inserted }) => {
    const start = Math.floor(at * before.length);
    return before.slice(0, start) + inserted + before.slice(start + length);
  }, text);
}

/** The whole way from texts to findings; how many files could be parsed. */
function judge(files: readonly (readonly [string, string])[]): number {
  const paths = new Set(files.map(([file]) => `/app/${file}`));
  const index = new ProjectIndex({ resolve: (from, request) => [...paths].find((path) => request.startsWith('.') && path !== from && path.includes(request.replace(/^[./]+|\.[cm]?jsx?$/g, ''))) });
  const parsed = files.flatMap(([file, text]) => {
    const facts = parseFacts(file, text);
    index.set(`/app/${file}`, 'facts' in facts ? facts.facts : undefined);
    return 'facts' in facts ? [`/app/${file}`] : [];
  });
  for (const { item } of analyse(new Program(index, parsed, resolveConfiguration()), new Sources('/app', () => ''))) item();
  return parsed.length;
}

test('a program that somebody is in the middle of writing is judged or left out, but never crashes', () => {
  let understood = 0;
  fc.assert(
    fc.property(fc.constantFrom(...PROGRAMS), fc.array(fc.array(edit, { maxLength: 4 }), { minLength: 1, maxLength: 3 }), (program, edits) => {
      understood += judge(program.map(([file, text], index) => [file, mutated(text, edits[index % edits.length] ?? [])] as const));
    }),
    { numRuns: 1500 },
  );
  // Most mutations must come through the parser, or this shows nothing.
  expect(understood).toBeGreaterThan(400);
});
