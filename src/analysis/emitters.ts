import type { Value } from '../facts/facts.js';
import { containerOf } from './containers.js';
import { type Place, placeKey } from './places.js';
import type { CallSite, Fn, Program } from './program.js';
import { provenance } from './provenance.js';

const PACKAGE = /^(?:node:)?events$|^(?:eventemitter2|eventemitter3|emittery|mitt|nanoevents|tiny-emitter|tiny-typed-emitter|typed-emitter|strict-event-emitter|@nestjs\/event-emitter)$/;
const LISTENS = /^(?:on|once|addListener|prependListener|prependOnceListener|addEventListener)$/;
const EMITS = /^(?:emit|emitAsync|emitSerial|dispatchEvent)$/;

export function isEmit({ call: { callee } }: CallSite): boolean {
  return callee.kind === 'member' && typeof callee.key === 'string' && EMITS.test(callee.key);
}

/** `bus.emit('signed-in', profile)` runs what the program gave to `bus.on('signed-in', …)`: such calls, each with its listeners. */
export function* emitted(program: Program): Generator<{ readonly site: CallSite; readonly listeners: readonly Fn[] }> {
  const listeners: Map<string, Fn[]> = new Map();
  const emits: { readonly keys: readonly string[]; readonly site: CallSite }[] = [];
  for (const fn of program.allFunctions()) {
    for (const site of fn.calls) {
      const { callee } = site.call;
      if (callee.kind !== 'member' || typeof callee.key !== 'string' || site.targets.length > 0) continue;
      const listens = LISTENS.test(callee.key);
      if (!listens && !isEmit(site)) continue;
      const [event, ...args] = dispatched(program, site) ?? site.call.arguments;
      const name = event && nameOf(program, site.file, event);
      if (name === undefined) continue;
      const keys = emittersAt(program, site.file, callee.object).map((place) => `${placeKey(place)} ${name}`);
      if (listens) for (const key of keys) listeners.set(key, [...listeners.get(key) ?? [], ...args.flatMap((argument) => program.functionsOf(site.file, argument))]);
      else if (keys.length > 0) emits.push({ keys, site: { ...site, id: -1, call: { ...site.call, arguments: args }, targets: [] } });
    }
  }
  for (const { keys, site } of emits) yield { site, listeners: keys.flatMap((key) => listeners.get(key) ?? []) };
}

/** `dispatchEvent(new CustomEvent('signed-in', { detail }))` is as good as `emit('signed-in', { detail })`. */
function dispatched(program: Program, { file, call: { callee, arguments: [event] } }: CallSite): readonly Value[] | undefined {
  const made = callee.kind === 'member' && callee.key === 'dispatchEvent' && event?.kind === 'call' ? program.facts(file).calls[event.id] : undefined;
  return made?.new ? made.arguments : undefined;
}

/** An event by its text, or by the constant that holds it. */
function nameOf(program: Program, file: string, event: Value): string | undefined {
  if (event.kind === 'literal') return event.text;
  const [place] = event.kind === 'member' || event.kind === 'variable' ? program.references.places(file, event) : [];
  return place && 'file' in place.base && !place.path.includes('*') ? placeKey(place) : undefined;
}

/** The program's own emitters that a value may be: not a socket, whose `emit` is heard at the other end. */
function emittersAt(program: Program, file: string, value: Value): readonly Place[] {
  return program.references.places(file, value).filter((place) => isEmitter(program, place));
}

function isEmitter(program: Program, { base, path }: Place): boolean {
  if (base.kind === 'variable') return path.length === 0 && program.variable(base.file, base.id)?.definitions.some((made) => makesEmitter(program, base.file, made)) === true;
  if (base.kind !== 'instance' && base.kind !== 'class') return false;
  const owner = program.class(base.file, base.id);
  const [field] = path;
  if (field !== undefined) {
    return path.length === 1 && (owner?.members.some(({ name, value }) => name === field && makesEmitter(program, base.file, value)) === true
      || program.facts(base.file).writes.some(({ target, value }) => target.kind === 'member' && target.key === field && target.object.kind === 'this' && makesEmitter(program, base.file, value)));
  }
  const oldest = base.kind === 'instance' ? program.references.instances.lineage(base).at(-1) : undefined;
  const extended = oldest && program.class(oldest.file, oldest.id)?.superclass;
  return extended !== undefined && (extended.kind === 'global' ? extended.name === 'EventTarget' : PACKAGE.test(provenance(program, oldest?.file ?? '', extended) ?? ''));
}

function makesEmitter(program: Program, file: string, value: Value | undefined): boolean {
  if (value?.kind !== 'call') return false;
  const callee = program.facts(file).calls[value.id]?.callee;
  return callee?.kind === 'global' && callee.name === 'EventTarget' || containerOf(program, file, value) === 'emitter' || PACKAGE.test(provenance(program, file, value) ?? '');
}
