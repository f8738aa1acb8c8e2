import type { Builder } from './builder.js';
import { MODULE_FUNCTION, type Value, type VariableId } from './facts.js';
import { nameless } from './modules.js';

/** Turns `module.exports = v`, `module.exports.x = v` and `exports.x = v` into exports like any other. */
export function addCommonJsExports(b: Builder): void {
  const aliases = exportsByAnotherName(b);
  for (const { target, value, operator, at } of b.writes) {
    if (operator !== '=' || target.kind !== 'member' || typeof target.key !== 'string') continue;
    if (isModuleExports(target)) {
      const named = aliases.find((id) => b.variable(id).definitions.includes(value));
      b.exports.push({ name: '*', value: named !== undefined ? { kind: 'variable', id: named } : isOwned(value) ? nameless(b, 'module.exports', value, at) : value, at });
      if (value.kind !== 'object') continue;
      for (const property of value.properties) b.exports.push({ name: property.name, value: property.value, at });
      for (const spread of value.spreads) b.stars.push(...requestsOf(b, spread));
    } else if (isExportsObject(target.object) || target.object.kind === 'variable' && aliases.includes(target.object.id)) {
      b.exports.push({ name: target.key, value: isOwned(value) ? nameless(b, target.key, value, at) : value, at });
    }
  }
}

/** `const i18n = exports`, `const app = module.exports = {}`: what is put on those is exported too. */
function exportsByAnotherName(b: Builder): readonly VariableId[] {
  const whole = new Set(b.writes.flatMap(({ target, value }) => (isModuleExports(target) && value.kind === 'object' ? [value] : [])));
  const found: VariableId[] = [];
  for (const [id, { function: owner, definitions }] of b.variables.entries()) {
    const [only] = definitions;
    if (owner === MODULE_FUNCTION && only && definitions.length === 1 && (isExportsObject(only) || only.kind === 'object' && whole.has(only))) found.push(id);
  }
  return found;
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
