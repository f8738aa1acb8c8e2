import type { Value } from '../../facts/facts.js';
import { UNCONDITIONAL } from '../effect.js';
import { type Analysis, harmless, type Verdict } from '../verdict.js';
import type { Root } from '../roots.js';

/** A shared `/g` or `/y` pattern remembers in `lastIndex` where the last caller's text matched. */
export function regexVerdict(analysis: Analysis, root: Root): Verdict | undefined {
  if (root.container !== 'regex') return undefined;
  const { file } = root;
  const { program } = analysis;
  if (!root.values.some(({ value }) => isStateful(analysis, file, value))) return harmless('never-written');
  const isPutBack = root.effects.some(({ path }) => path[0] === 'lastIndex');
  for (const { call, file: callFile, from: fn } of program.callsOf(root.key)) {
      const { callee } = call;
      if (callee.kind !== 'member' || (callee.key !== 'test' && callee.key !== 'exec') || fn.id === 0) continue;
      if (analysis.isConfined(callFile)) continue;
      // A loop runs until there is no match left, unless others come between two matches.
      const end = call.loopTest;
      if (end === undefined && isPutBack) continue;
      if (end !== undefined && !fn.fact.awaits.some((at) => at > call.at && at <= end)) continue;
      // `exec` in a loop that began elsewhere in the function.
      if (end === undefined && callee.key === 'exec' && fn.calls.some((other) => other.call.loopTest !== undefined && other.call.callee.kind === 'member' && other.call.callee.key === 'exec')) continue;
      return {
        level: 'warn', confidence: 'definite', reason: 'origin-unknown', source: undefined, readBack: undefined,
        effect: {
          mode: 'update', path: ['lastIndex'], place: { base: { kind: 'variable', file, id: root.variable?.id ?? -1 }, path: ['lastIndex'] }, key: undefined, value: { kind: 'unknown' },
          operator: 'call', file: callFile, at: call.at, fn, ...UNCONDITIONAL,
        },
      };
  }
  return harmless(isPutBack ? 'synchronous' : 'never-written');
}

function isStateful(analysis: Analysis, file: string, value: Value): boolean {
  if (value.kind === 'regex') return /[gy]/.test(value.flags);
  if (value.kind !== 'call') return false;
  const flags = analysis.program.facts(file).calls[value.id]?.arguments[1];
  return flags?.kind === 'literal' && /[gy]/.test(flags.text ?? '');
}
