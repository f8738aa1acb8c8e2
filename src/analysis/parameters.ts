import type { Value } from '../facts/facts.js';
import type { Program } from './program.js';

export type ParameterPosition = { readonly function: number; readonly index: number };

/** Which parameter of which function a variable is. */
export function parameterIndex(program: Program, file: string, value: Value): ParameterPosition | undefined {
  if (value.kind !== 'variable') return undefined;
  const variable = program.variable(file, value.id);
  if (variable?.kind !== 'parameter') return undefined;
  const index = program.facts(file).functions[variable.function]?.parameters.indexOf(value.id) ?? -1;
  return index < 0 ? undefined : { function: variable.function, index };
}
