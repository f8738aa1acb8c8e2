import type { Value } from '../facts/facts.js';
import { containerOf } from './containers.js';
import type { Place } from './places.js';
import type { CallSite, Program } from './program.js';

/** Whether a call is a use of a memo, or of a pattern that remembers where it stopped: every use of those changes them. */
export function usesSpecial(program: Program, { file, call }: CallSite): boolean {
  return program.references.places(file, call.callee).some((place) => startOf(program, place).some((start) => {
    const container = containerOf(program, start.file, start.value);
    return container === 'memo' || container === 'regex' && isStateful(program, start.file, start.value);
  }));
}

/** A `/g` or `/y` pattern. */
export function isStateful(program: Program, file: string, value: Value): boolean {
  if (value.kind === 'regex') return /[gy]/.test(value.flags);
  const flags = value.kind === 'call' ? program.facts(file).calls[value.id]?.arguments[1] : undefined;
  return flags?.kind === 'literal' && /[gy]/.test(flags.text ?? '');
}

function startOf(program: Program, { base }: Place): readonly { readonly file: string; readonly value: Value }[] {
  if (base.kind === 'variable') return (program.variable(base.file, base.id)?.definitions ?? []).map((value) => ({ file: base.file, value }));
  return base.kind === 'class' ? (program.class(base.file, base.id)?.members ?? []).flatMap(({ value, static: isStatic }) => (isStatic && value ? [{ file: base.file, value }] : [])) : [];
}
