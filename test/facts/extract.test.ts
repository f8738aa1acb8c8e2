import { parse } from '@typescript-eslint/typescript-estree';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../src/facts/extract.js';
import type { FileFacts, Value } from '../../src/facts/facts.js';
import { parseFacts } from '../../src/project/parse.js';

function factsOf(text: string): FileFacts {
  const parsed = parseFacts('/app/run.ts', text);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed.facts;
}

describe('the facts of a file', () => {
  it('resolve a name to its nearest declaration, whatever stands where', () => {
    const { writes, variables } = factsOf(`let engine; function a() { engine = 1; } function b() { let engine; engine = 2; } function c() { { engine = 3; } var engine; }`);
    expect(writes.map(({ target }) => target.kind === 'variable' && variables[target.id]?.function)).toEqual([0]);
  });

  it('know what was found absent before a write, and what an early return tells', () => {
    const { writes, guards } = factsOf(`let a, b, c, d;
      export function f() { if (!a) a = 1; if (b) return; b = 2; c ??= 3; if (d !== undefined) { d = 4; } else { d = 5; } }`);
    expect(writes.map(({ guard }) => (guard === undefined ? 0 : guards[guard]?.absent.length ?? 0))).toEqual([1, 1, 2, 1, 2]);
  });

  it.each([
    ['if (user.isAdmin) slot = 1;', ['user.isAdmin']], ['if (!user.isAdmin) return; slot = 1;', ['user.isAdmin']], ['if (!user.isAdmin) slot = 1;', []], ['if (user.isAdmin) return; slot = 1;', []],
    ["if (user.role === 'admin') slot = 1;", ['user.role', 'admin']], ["if (user.role !== 'admin') return; slot = 1;", ['user.role', 'admin']], ["if (user.role !== 'admin') slot = 1;", []],
    ['if (user && isAdmin(user)) slot = 1;', ['user', 'isAdmin()']], ['if (!user || !(await user.isAdmin())) return; slot = 1;', ['user', 'user.isAdmin()']], ['if (!(user && isAdmin(user))) return; slot = 1;', ['user', 'isAdmin()']],
    ['if (user.isAdmin || user.isOwner) slot = 1;', []], ['if (!user.isAdmin && !user.isOwner) return; slot = 1;', []], ['if (!(user.isAdmin || user.isOwner)) slot = 1;', []], ['if (!isAdmin(user)) slot = 1;', []],
    ['if (text.trim()) slot = 1;', []],
  ])('know what is met where a write happens, and nothing that may not be: %s', (statements, expected) => {
    const { writes, guards, variables, calls } = factsOf(`let slot; export async function f(user, text, isAdmin) { ${statements} }`);
    const spelled = (value: Value | undefined): string => {
      switch (value?.kind) {
        case 'literal': return value.text ?? '';
        case 'variable': return variables[value.id]?.name ?? '';
        case 'member': return `${spelled(value.object)}.${String(value.key)}`;
        case 'call': return `${spelled(calls[value.id]?.callee)}()`;
        default: return '?';
      }
    };
    expect(guards[writes[0]?.guard ?? -1]?.met.map(spelled) ?? []).toEqual(expected);
  });

  it('are plain JSON', () => {
    const facts = factsOf(`import x, { y as z } from './m.js'; export * from './n.js'; export class A extends x { #f = z; static s = 1; @d() m(@p() q) { return this.#f(q); } }`);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  it('say the same of the tree that ESLint hands over', () => {
    const text = `import x from './m.js';\nlet slot;\nexport const set = (v) => { slot = v ?? x(); };\nclass A { f = 1; get g() { return this.f; } }\nmodule.exports.a = new A();\n`;
    const tree = parse(text, { range: true }) as unknown as Parameters<typeof extractFacts>[0];
    expect(extractFacts(tree, 6)).toEqual(factsOf(text));
  });

  it.each([
    ['import', `import { x } from './m.js';`, ['./m.js']], ['require', `const x = require('./m.js');`, ['./m.js']], ['dynamic import', `const x = await import('./m.js');`, ['./m.js']],
    ['re-export', `export { x } from './m.js'; export * from './n.js';`, ['./m.js', './n.js']], ['import equals', `import x = require('./m.js');`, ['./m.js']],
  ])('name the modules of every form of import: %s', (_, text, requests) => {
    expect(factsOf(text).requests).toEqual(requests);
  });

  it('survive every syntax of the language', () => {
    const facts = factsOf(`
      export default async function* f({ a = 1, ...rest }: { a?: number }, [b, , ...c]: number[] = []) { yield* f(rest as never); for await (const x of c) label: while (b) { if (x) continue label; else break; } }
      switch (f) { case 1: let q; default: q = 2; } try { throw 1 } catch { } finally { delete f.x; }
      enum E { A = 1, B = A } namespace N { export const y = 1 } declare module 'm' { } abstract class C<T> { constructor(private readonly t: T) {} abstract m(): void; accessor n = 1; static { this.o = 2; } declare p: T; }
      tag\`a\${1}\`; (0, f)?.().#x; new.target; [q, { r: s.t }] = u; v &&= w; x ||= y; z **= 2; void 0; typeof 1; import.meta.url; type U = typeof f; using r = 1;`.replace('.#x', '.x').replace('new.target; ', ''));
    expect(facts.functions.length).toBeGreaterThan(3);
  });
});
