/** Counts what is left to migrate, by reading the text: it must not depend on the engine that it judges. */
const DEFINITION = 'src/agents/agent-instance-factory.ts';

export type Calls = { readonly total: number; readonly files: number; readonly inTests: number };

/** Calls of `getAgentInstanceFactory()` outside its definition. */
export function legacyCalls(sources: ReadonlyMap<string, string>): Calls {
  const found = [...sources].filter(([file]) => file !== DEFINITION).map(([file, text]) => ({ file, count: [...text.matchAll(/\bgetAgentInstanceFactory\(\)/g)].length }));
  const sum = (some: typeof found): number => some.reduce((total, { count }) => total + count, 0);
  return { total: sum(found), files: found.filter(({ count }) => count > 0).length, inTests: sum(found.filter(({ file }) => file.startsWith('test/'))) };
}
