import type { Value } from '../facts/facts.js';
import type { Program } from './program.js';

/** `setTimeout(() => …)`: the number of a timer, which gives nobody what its callback knows. */
export function isTimer(program: Program, file: string, value: Value): boolean {
  if (value.kind === 'variable') {
    const variable = program.variable(file, value.id);
    return variable !== undefined && variable.function !== 0 && variable.definitions.length > 0 && variable.definitions.every((definition) => isTimer(program, file, definition));
  }
  const callee = value.kind === 'call' ? program.facts(file).calls[value.id]?.callee : undefined;
  return callee?.kind === 'global' && /^set(?:Timeout|Interval|Immediate)$/.test(callee.name);
}
