import { MODULE_FUNCTION } from '../../facts/facts.js';
import type { Effect } from '../effect.js';
import type { Analysis, Verdict } from '../verdict.js';
import { isOnce } from '../keys.js';
import type { Root } from '../roots.js';
import { identityByName } from '../tie-break.js';

/** A flag that the same work takes down again when it ends keeps others out while it lasts: a lock. One that only a failure takes down is none. */
function isLowered(root: Root, effect: Effect): boolean {
  const isOnTheWay = ({ at, branch }: Effect): boolean => at > effect.at && (branch === undefined || branch === effect.branch);
  return root.effects.some((other) => other.mode === 'reset' && other.path.length === 0 && other.fn === effect.fn && (other.inFinally || isOnTheWay(other)));
}

/** `if (!ready) { await prepare(user); ready = true }`: what is done under the flag is done for the first user only. */
export function onceGuardVerdict(analysis: Analysis, root: Root): Verdict | undefined {
  const { variable } = root;
  if (!variable) return undefined;
  const { program, origins, reach } = analysis;
  for (const effect of root.effects) {
    if (effect.path.length > 0 || effect.value.kind !== 'literal' || effect.fn.id === MODULE_FUNCTION || effect.file !== variable.file) continue;
    if (!isOnce(analysis.program, effect) || !effect.absent.some((value) => value.kind === 'variable' && value.id === variable.id)) continue;
    if (isLowered(root, effect)) continue;
    if (analysis.isConfined(effect.file) || reach.of(effect.fn) === 'boot') continue;
    const guards = program.facts(effect.file).guards;
    for (const { call } of effect.fn.calls) {
      const guard = call.guard === undefined ? undefined : guards[call.guard];
      if (!guard?.absent.some((value) => value.kind === 'variable' && value.id === variable.id)) continue;
      for (const argument of call.arguments) {
        const sources = origins.of(effect.file, argument);
        const user = sources.find(({ certainty }) => certainty === 'identity');
        const unknown = sources.find((source) => identityByName([source.text, program.facts(source.file).variables.find(({ at }) => at === source.at)?.type ?? '']));
        const source = user ?? unknown;
        if (!source) continue;
        return {
          level: user ? 'critical' : 'warn', confidence: user ? 'likely' : 'possible', reason: 'user-captured-once', source, readBack: undefined,
          effect: { ...effect, at: call.at },
        };
      }
    }
  }
  return undefined;
}
