import type { FileFacts, Value } from '../facts/facts.js';

/** How far a value is followed before nothing is said of it. */
export const MAX_DEPTH = 40;

/** Something named that lives in exactly one place of the program. */
export type Reference =
  | { readonly kind: 'variable'; readonly file: string; readonly id: number }
  | { readonly kind: 'function'; readonly file: string; readonly id: number }
  | { readonly kind: 'class'; readonly file: string; readonly id: number }
  | { readonly kind: 'instance'; readonly file: string; readonly id: number }
  | { readonly kind: 'module'; readonly file: string }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'external'; readonly request: string; readonly path: readonly string[] }
  | { readonly kind: 'object'; readonly file: string; readonly value: Value & { kind: 'object' } };

/** A place: a reference and the way down from it. `*` stands for a key that is not known from the text. */
export type Place = { readonly base: Reference; readonly path: readonly string[] };

/** Whether a definition only gives another name to something, or builds an instance. */
export function isAlias(value: Value): boolean {
  switch (value.kind) {
    case 'variable':
    case 'global':
    case 'this':
    case 'member':
    case 'module':
    case 'function':
    case 'class':
    case 'call':
    case 'object': return true;
    case 'await': return isAlias(value.of);
    case 'either': return value.of.some(isAlias);
    default: return false;
  }
}

export function literalIn(value: Value, facts: FileFacts): (Value & { kind: 'object' }) | undefined {
  if (value.kind === 'object') return value;
  if (value.kind === 'either') for (const part of value.of) if (part.kind === 'object') return part;
  if (value.kind === 'call') {
    // `reactive({…})`, `Object.seal({…})`: the literal is the object.
    const first = facts.calls[value.id]?.arguments[0];
    if (first?.kind === 'object') return first;
  }
  return undefined;
}

export function isGlobalObject(name: string): boolean {
  return name === 'globalThis' || name === 'global' || name === 'window' || name === 'self';
}

export function placeKey({ base, path }: Place): string {
  return [referenceKey(base), ...path].join('.');
}

export function referenceKey(base: Reference): string {
  switch (base.kind) {
    case 'global': return `global ${base.name}`;
    case 'external': return `external ${base.request} ${base.path.join('.')}`;
    case 'module': return `module ${base.file}`;
    case 'object': return `object ${base.file} ${String(base.value.at)}`;
    default: return `${base.kind} ${base.file} ${String(base.id)}`;
  }
}

export function unique(places: readonly Place[]): readonly Place[] {
  if (places.length < 2) return places;
  const seen: Map<string, Place> = new Map();
  for (const place of places) {
    const key = placeKey(place);
    if (!seen.has(key)) seen.set(key, place);
  }
  return [...seen.values()];
}

/** The variables that a value is read from, is a part of, or is worked out from. */
export function variablesIn(value: Value): readonly number[] {
  switch (value.kind) {
    case 'variable': return [value.id];
    case 'member': return variablesIn(value.object);
    case 'either': return value.of.flatMap(variablesIn);
    case 'derived': return value.from.flatMap(variablesIn);
    default: return [];
  }
}
