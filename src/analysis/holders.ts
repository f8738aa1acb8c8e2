import { type Member, MODULE_FUNCTION, type Value, type Write } from '../facts/facts.js';
import { type Container, containerOf, containerOfType } from './containers.js';
import type { Effect } from './effect.js';
import type { Instance } from './instances.js';
import { type Place, placeKey } from './places.js';
import type { Program } from './program.js';
import type { Root } from './roots.js';

/** Whether a method call changes what this kind of thing holds: `add` fills a Set, but counts on a metric. */
export function isChangedBy({ mode, place }: Effect, container: Container): boolean {
  switch (container) {
    // Clients of stores have listeners too.
    case 'bounded': return true;
    case 'collection':
    case 'weak':
    case 'memo':
    case 'request-scoped': return mode !== 'listen';
    case 'emitter':
    case 'instance': return mode === 'listen';
    case 'store': return true;
    case 'object': return mode === 'append' || mode === 'keyed';
    case 'unknown': return mode === 'listen' || mode === 'append' && place.path.includes('*');
    default: return false;
  }
}

/** What the changed place itself holds: the root's own container, or the field's. */
export function holderOf(program: Program, root: Root, effect: Effect): Container {
  const { base, path } = effect.place;
  if (effect.operator === 'call' && path.at(-1) === '*') {
    const element = elementContainer(program, root, effect);
    if (element) return element;
  }
  const field = path[0];
  if (base.kind === 'variable' && field !== undefined && root.container === 'object') return propertyContainer(program, root, path);
  if (base.kind === 'class' && path.length <= (effect.operator === 'call' ? 1 : 2)) return root.container;
  if (base.kind !== 'instance' || field === undefined) return path.length > 0 ? 'unknown' : root.container;
  if (path.length > (effect.operator === 'call' ? 1 : 2)) return 'unknown';
  const { member, write } = declarationOf(program, base, field);
  if (member?.value) return containerOf(program, base.file, member.value);
  if (member?.type !== undefined && COLLECTION_TYPE.test(member.type)) return 'collection';
  const given = write?.value.kind === 'variable' ? program.variable(base.file, write.value.id)?.type : undefined;
  return given === undefined ? containerOf(program, base.file, write?.value) : containerOfType(program, base.file, given);
}

/** Where a class declares a field, and where its constructor fills it. */
function declarationOf(program: Program, { file, id }: Instance, field: string): { readonly member: Member | undefined; readonly write: Write | undefined } {
  const { functions, writes } = program.facts(file);
  return {
    member: program.class(file, id)?.members.find(({ name, static: isStatic }) => name === field && !isStatic),
    write: writes.find(({ target, function: writer }) => target.kind === 'member' && target.key === field && target.object.kind === 'this' && functions[writer]?.kind === 'constructor'),
  };
}

/** `prisma.order.update(…)`: a method of what a class has from elsewhere, so that nothing says that it keeps anything. */
export function isOfUnknown(program: Program, { operator, mode, place: { base, path } }: Effect): boolean {
  const [field, ...rest] = path;
  if (operator !== 'call' || mode === 'listen' || base.kind !== 'instance' || field === undefined || path.includes('*')) return false;
  const { member, write } = declarationOf(program, base, field);
  return rest.length > 0 || !member && !write;
}

/** What the entries of a collection are, by those that are put into it: `queues.set(name, new Queue(name))`. */
function elementContainer(program: Program, root: Root, effect: Effect): Container | undefined {
  const own = placeKey({ base: effect.place.base, path: effect.place.path.slice(0, -1) });
  const kinds = root.effects.flatMap((other) => {
    if (other.mode !== 'keyed') return [];
    const filled = placeKey({ base: other.place.base, path: other.operator === 'call' ? other.place.path : other.place.path.slice(0, -1) });
    return filled === own ? [valueContainer(program, other.file, other.value)] : [];
  });
  return kinds.length > 0 && kinds.every((kind) => kind === 'instance') ? 'instance' : undefined;
}

function valueContainer(program: Program, file: string, value: Value): Container {
  const variable = value.kind === 'variable' ? program.variable(file, value.id) : undefined;
  if (!variable || variable.function === MODULE_FUNCTION) return containerOf(program, file, value);
  return variable.definitions.map((definition) => containerOf(program, file, definition)).find((kind) => kind !== 'unknown' && kind !== 'primitive') ?? 'unknown';
}

/** A buffer of a fixed size: its elements are slots. */
export function isScratchContainer(program: Program, root: Root): boolean {
  return root.values.length > 0 && root.values.every(({ file, value }) => {
    const call = value.kind === 'call' ? program.facts(file).calls[value.id] : undefined;
    return call?.callee.kind === 'global' && /^(?:(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array|Buffer|DataView)$/.test(call.callee.name) && call.new;
  });
}

const COLLECTION_TYPE = /^(?:Map|Set|Array|Record|Dictionary)$/;

/** What a property of an object literal starts with. */
function propertyContainer(program: Program, root: Root, path: readonly string[]): Container {
  for (const { file, value } of root.values) {
    let at: Value | undefined = value;
    for (const name of path) at = at?.kind === 'object' ? at.properties.find((property) => property.name === name)?.value : undefined;
    if (at) return containerOf(program, file, at);
  }
  return path.length === 0 ? root.container : 'unknown';
}

/** What a place starts with: a variable, a property of an object literal, a field. */
export function initialOf(program: Program, { base, path: [field, ...rest] }: Place): Value | undefined {
  if (rest.length > 0) return undefined;
  if (base.kind === 'instance' || base.kind === 'class') return program.class(base.file, base.id)?.members.find(({ name, static: isStatic }) => name === field && isStatic === (base.kind === 'class'))?.value;
  if (base.kind !== 'variable') return undefined;
  const first = program.variable(base.file, base.id)?.definitions[0];
  return field === undefined ? first : first?.kind === 'object' ? first.properties.find(({ name }) => name === field)?.value : undefined;
}

/** A text, no number: what is added to it is joined to it, not counted. */
export function isText(value: Value | undefined): boolean {
  return value?.kind === 'literal' && value.text !== undefined && (value.text === '' || Number.isNaN(Number(value.text))) && value.text !== 'true';
}
