/** Connected parts: files whose edits are right only together. The unit of commit, roll-back and review. */
import type { ts } from '@ts-morph/common';
import type { Component, Edit, Sink } from '../change/plan.js';
import type { Program } from './program.js';
import type { Solution } from './solution.js';
import type { Written } from './write.js';

export type Components = {
  /** Those that a file's edits belong to; several only for a barrel. */
  readonly of: (file: string) => readonly number[];
  readonly list: (edits: readonly Edit[], sinks: readonly Sink[], threaded: ReadonlySet<ts.Node>) => readonly Component[];
};

export function componentsOf(program: Program, solution: Solution, written: Written): Components {
  const { oracle } = program;
  const parent: Map<string, string> = new Map();
  const find = (file: string): string => {
    let at = file;
    for (let next = parent.get(at); next !== undefined; next = parent.get(at)) {
      // Whoever asks next has half as far to go.
      parent.set(at, parent.get(next) ?? next);
      at = next;
    }
    return at;
  };
  const join = (a: ts.Node, b: ts.Node): void => {
    const [first, second] = [find(oracle.fileOf(a)), find(oracle.fileOf(b))];
    if (first !== second) parent.set(second, first);
  };
  for (const group of solution.groups) {
    for (const member of group.members) if (oracle.isOwn(member)) join(group.key, member);
    for (const need of group.needs) join(group.key, need.at);
  }
  for (const [need, supply] of solution.needs) {
    if (supply.kind === 'parameter' || supply.kind === 'constructor') join(need.at, supply.owner);
    if (supply.kind === 'source') join(need.at, supply.source.fn);
  }
  for (const sink of solution.sinks) if (sink.block === undefined) for (const need of sink.needs) join(sink.at, need.at);

  for (const [type, owner] of written.bags) join(type, owner);
  for (const [double, original] of written.doubles) {
    const file = oracle.fileOf(double);
    if (oracle.dependents([oracle.fileOf(original)]).has(file) || file.includes('__mocks__/')) join(double, original);
  }

  const touched = new Set(written.writer.sources.map((source) => oracle.fileOf(source)));
  const bodies = new Set([...solution.needs.keys()].map((need) => oracle.fileOf(need.at)));
  for (const member of [...written.threaded, ...[...written.bags, ...written.doubles].map(([changed]) => changed)]) bodies.add(oracle.fileOf(member));
  const roots = [...new Set([...touched].sort().filter((file) => bodies.has(file)).map(find))];
  const ids = new Map(roots.map((root, index) => [root, index + 1] as const));
  const barrels = new Map([...written.barrels].map(([source, users]) => [oracle.fileOf(source), [...users].map((user) => oracle.fileOf(user))] as const));
  const of = (file: string): readonly number[] => {
    const own = ids.get(find(file));
    const users = (barrels.get(file) ?? []).flatMap((user) => ids.get(find(user)) ?? []);
    return [...new Set([...(own === undefined ? [] : [own]), ...users])].sort((a, b) => a - b);
  };
  return {
    of,
    list: (edits, sinks, threaded) => [...ids.values()].map((id) => ({
      id,
      files: [...new Set(edits.filter((edit) => edit.component === id || edit.sharedWith?.includes(id) === true).map((edit) => edit.file))],
      sinks: sinks.filter((sink) => sink.component === id).length,
      functionsThreaded: [...threaded].filter((member) => of(oracle.fileOf(member))[0] === id).length,
    })),
  };
}
