import { MODULE_FUNCTION, type Value } from '../../facts/facts.js';
import { UNCONDITIONAL } from '../effect.js';
import { configuredAccessor } from '../accessor-names.js';
import { variablesIn } from '../places.js';
import type { Analysis, Verdict } from '../verdict.js';
import type { Fn } from '../program.js';
import type { Root } from '../roots.js';

/** A value computed while modules load from something that is per user: frozen for whoever comes first. */
export function derivedConstantVerdict(analysis: Analysis, root: Root, isDangerous: (variable: string) => boolean): Verdict | undefined {
  if (root.kind !== 'variable' && root.kind !== 'static') return undefined;
  const { program, origins } = analysis;
  for (const { file, value } of root.values) {
    for (const id of callsIn(analysis, file, value, 0)) {
      const call = program.facts(file).calls[id];
      if (call?.function !== MODULE_FUNCTION) continue;
      const verdict = (level: 'high' | 'warn', source: Verdict['source']): Verdict => ({
        level, confidence: source ? 'definite' : 'likely', reason: 'user-captured-once', source, readBack: undefined,
        effect: {
          mode: 'assign', path: [], place: { base: { kind: 'variable', file, id: root.variable?.id ?? -1 }, path: [] }, key: undefined, value, operator: '=', file, at: call.at,
          fn: moduleOf(analysis, file), ...UNCONDITIONAL,
        },
      });
      if (configuredAccessor(program.facts(file), call.callee, program.configuration)) return verdict('warn', undefined);
      const targets = program.site(file, id)?.targets ?? [];
      if (targets.length === 0) continue;
      const source = origins.of(file, { kind: 'call', id }).find(({ text, certainty }) => certainty === 'identity' && /getStore\(\)|currentScope\(\)/.test(text));
      if (source) return verdict('high', source);
      if (targets.some((fn) => returnsSlot(analysis, fn, isDangerous))) return verdict('warn', undefined);
    }
  }
  return undefined;
}

function moduleOf(analysis: Analysis, file: string): Fn {
  const module = analysis.program.fn(file, MODULE_FUNCTION);
  if (!module) throw new Error(`no module function in ${file}`);
  return module;
}

/** Every call that takes part in computing a value. */
function callsIn(analysis: Analysis, file: string, value: Value, depth: number): number[] {
  if (depth > 6) return [];
  switch (value.kind) {
    case 'call': {
      const call = analysis.program.facts(file).calls[value.id];
      const parts = call ? [...call.arguments, call.callee] : [];
      return [value.id, ...parts.flatMap((part) => callsIn(analysis, file, part, depth + 1))];
    }
    case 'member': return callsIn(analysis, file, value.object, depth + 1);
    case 'await': return callsIn(analysis, file, value.of, depth + 1);
    case 'derived': return value.from.flatMap((part) => callsIn(analysis, file, part, depth + 1));
    case 'either': return value.of.flatMap((part) => callsIn(analysis, file, part, depth + 1));
    case 'object': return value.properties.flatMap((part) => callsIn(analysis, file, part.value, depth + 1));
    default: return [];
  }
}

/** A function whose result is read from a slot that holds a user's value. */
function returnsSlot(analysis: Analysis, fn: Fn, isDangerous: (variable: string) => boolean): boolean {
  return fn.fact.returns.some((value) => variablesIn(value).some((id) => {
    const variable = analysis.program.variable(fn.file, id);
    return variable?.function === MODULE_FUNCTION && isDangerous(`variable ${fn.file} ${String(id)}`);
  }));
}
