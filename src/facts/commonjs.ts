import type { Builder } from './builder.js';
import type { Value } from './facts.js';
import { nameless } from './modules.js';

/** Turns `module.exports = v`, `module.exports.x = v` and `exports.x = v` into exports like any other. */
export function addCommonJsExports(b: Builder): void {
  for (const { target, value, operator, at } of b.writes) {
    if (operator !== '=' || target.kind !== 'member' || typeof target.key !== 'string') continue;
    if (isModuleExports(target)) {
      b.exports.push({ name: '*', value: isOwned(value) ? nameless(b, 'module.exports', value, at) : value, at });
      if (value.kind !== 'object') continue;
      for (const property of value.properties) b.exports.push({ name: property.name, value: property.value, at });
      for (const spread of value.spreads) b.stars.push(...requestsOf(b, spread));
    } else if (isExportsObject(target.object)) {
      b.exports.push({ name: target.key, value: isOwned(value) ? nameless(b, target.key, value, at) : value, at });
    }
  }
}

/** `...require('./actor')`, directly or by name: a barrel. */
function requestsOf(b: Builder, spread: Value): readonly string[] {
  if (spread.kind === 'module') return [spread.request];
  const only = spread.kind === 'variable' ? b.variable(spread.id).definitions : [];
  return only.flatMap((value) => (value.kind === 'module' ? [value.request] : []));
}

/** What is built for the export alone, so that the export is the only name it has. */
function isOwned(value: Value): boolean {
  return value.kind === 'object' || value.kind === 'call' || value.kind === 'array' || value.kind === 'empty';
}

export function isExportsObject(value: Value): boolean {
  return (value.kind === 'global' && value.name === 'exports') || isModuleExports(value);
}

function isModuleExports(value: Value): boolean {
  return value.kind === 'member' && value.key === 'exports' && value.object.kind === 'global' && value.object.name === 'module';
}
