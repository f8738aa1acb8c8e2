/**
 * Rewrites calls of a legacy accessor to its per-request factory where a user context is visibly in scope, and marks the rest.
 * Syntax only: it needs no project and no types, so it changes no signatures. For those there is `unsingleton migrate`.
 *
 *   npx jscodeshift --fail-on-error -t node_modules/unsingleton/dist/codemods/jscodeshift/accessor-to-factory.js \
 *     --accessor=getAgentInstanceFactory --factory=createAgentInstanceFactory --extensions=ts,tsx,js src
 */
import type { API, FileInfo, Options } from 'jscodeshift';
import type { RefusalCode } from '../change/reasons.js';
import type { Replacement } from '../change/splice.js';
import { findBindings, findUses, type Use } from './support/bindings.js';
import { contextsInScope } from './support/context.js';
import { renameImport } from './support/imports.js';
import { markerAbove } from './support/marker.js';
import { editText, rangeOf, readSettings, type Settings, type Source } from './support/transform.js';

export default function accessorToFactory(file: FileInfo, api: API, options: Options): string | undefined {
  const settings = readSettings(options);
  const [name = ''] = settings.accessor.split('.');
  return editText(file, api, options, [name], (source) => rewriteUses(source, settings));
}

function rewriteUses(source: Source, settings: Settings): readonly Replacement[] {
  // Where the accessor is defined nothing is rewritten: the definition is another codemod's.
  const bindings = findBindings(source, settings.accessor).filter((binding) => binding.kind !== 'own');
  const uses = findUses(source, settings.accessor, bindings);
  const outcomes = uses.map((use) => ({ use, context: contextFor(use, settings) }));
  const calls = outcomes.flatMap(({ use, context }) => (isRefused(context) ? [] : rewriteCall(source, use, context, settings)));
  const markers = outcomes.flatMap(({ use, context }) => (isRefused(context) ? [markerAbove(source.text, use.reference, context.code)] : []));
  const imports = bindings.flatMap((binding) => {
    const own = outcomes.filter(({ use }) => use.binding === binding);
    const rewritten = own.filter(({ context }) => !isRefused(context));
    if (rewritten.length === 0) return [];
    const isUnused = rewritten.length === own.length && !isNamedOtherwise(source, binding.local, settings);
    return renameImport(source, binding, settings.factory, isUnused);
  });
  return [...calls, ...onePerPlace(markers), ...imports];
}

type Refused = { readonly code: RefusalCode };
const isRefused = (context: string | Refused): context is Refused => typeof context !== 'string';

function contextFor({ call }: Use, settings: Settings): string | Refused {
  if (call === undefined) return { code: 'NO_CONTEXT_IN_SCOPE' };
  const [context, ...others] = contextsInScope(call, settings);
  if (context === undefined) return { code: 'NO_CONTEXT_IN_SCOPE' };
  return others.length > 0 ? { code: 'AMBIGUOUS_CONTEXT' } : context;
}

/** `agents.getAgents(all)` → `agents.createAgents(userContext, all)`; a local alias keeps its name. */
function rewriteCall({ text }: Source, { call, reference, binding }: Use, context: string, { accessor, factory }: Settings): readonly Replacement[] {
  if (call === undefined) return [];
  const whole = rangeOf(reference.node);
  const isAliased = binding.kind === 'name' && !accessor.includes('.') && binding.local !== accessor;
  const name = isAliased ? [] : [{ ...renamed(reference.node, binding, accessor), text: factory }];
  const open = text.indexOf('(', whole.end);
  const hasArguments = call.node.arguments.length > 0;
  return [...name, { start: open + 1, end: open + 1, text: hasArguments ? `${context}, ` : context }];
}

/** The part of the reference that the factory's name replaces: a namespace stays in front of it. */
function renamed(reference: Use['reference']['node'], binding: Binding, accessor: string): { start: number; end: number } {
  const whole = rangeOf(reference);
  if (binding.kind !== 'namespace') return whole;
  const dots = accessor.split('.').length;
  let object = reference;
  for (let step = 1; step < dots && object.type === 'MemberExpression'; step++) object = object.object as typeof reference;
  return object.type === 'MemberExpression' ? { start: rangeOf(object.property).start, end: whole.end } : whole;
}

type Binding = Use['binding'];

/** Whether the import is needed for more than the calls: a re-export, a type query, the class that a static accessor belongs to. */
function isNamedOtherwise({ j, root }: Source, local: string, { accessor }: Settings): boolean {
  if (accessor.includes('.')) return true;
  const isReexported = root.find(j.ExportSpecifier, { local: { name: local } }).some(({ parent }) => (parent as { node: { source?: unknown } }).node.source == null);
  return isReexported || root.find(j.TSTypeQuery, { exprName: { name: local } }).size() > 0;
}

function onePerPlace(markers: readonly (Replacement | undefined)[]): Replacement[] {
  const places: Map<string, Replacement> = new Map();
  for (const marker of markers) if (marker !== undefined) places.set(`${String(marker.start)} ${marker.text}`, marker);
  return [...places.values()];
}
