import type { Value } from '../facts/facts.js';
import { methodName } from './entries/entries.js';
import type { Place } from './places.js';
import type { Program } from './program.js';
import { provenance } from './provenance.js';

export type Making = { readonly from: string; readonly name: string; readonly arguments: readonly Value[] };

/** The package that made what stands here, and with what. */
export function makingOf(program: Program, { base, path }: Place): Making | undefined {
  if (!('file' in base)) return undefined;
  const facts = program.facts(base.file);
  const field = path.at(-1);
  const values = field === undefined
    ? base.kind === 'variable' ? (program.variable(base.file, base.id)?.definitions ?? []) : []
    : facts.writes.filter(({ target }) => target.kind === 'member' && target.key === field && target.object.kind === 'this').map((write) => write.value);
  for (const value of values) {
    const from = provenance(program, base.file, value);
    const inner = value.kind === 'await' ? value.of : value;
    if (from === undefined || inner.kind !== 'call') continue;
    const call = facts.calls[inner.id];
    if (!call) continue;
    return { from, name: methodName(program, base.file, call.callee), arguments: call.arguments };
  }
  return undefined;
}
