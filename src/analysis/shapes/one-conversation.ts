import { type Call, MODULE_FUNCTION, type Value } from '../../facts/facts.js';
import { isOutOfReach } from '../direct-effects.js';
import { type Effect, UNCONDITIONAL } from '../effect.js';
import { spelling } from '../entries/entries.js';
import { makingOf } from '../made-by-packages.js';
import type { Place } from '../places.js';
import type { Fn, Program } from '../program.js';
import { provenance } from '../provenance.js';

/** What one call is given to remember what was said, for the next one that is given it. */
const REMEMBERS = /^(?:session|memory|history|chatHistory|chat_history|conversation|cookieJar|jar)$/;
/** What begins a conversation that somebody else's server remembers. */
const BEGINS = /(?:threads?|conversations?|chats?|sessions?)\.create$|(?:create|start|begin|open)(?:Thread|Conversation|Chat|ChatSession)$/i;

const BEGINNER = /^(?:create|(?:create|start|begin|open)(?:Thread|Conversation|Chat|ChatSession))$/i;
const NAMES = /thread|conversation/i;

const known: WeakMap<Program, boolean> = new WeakMap();

function beginsAnywhere(program: Program): boolean {
  const found = known.get(program) ?? program.files.some((file) => program.facts(file).calls.some(({ callee }) => callee.kind === 'member' && typeof callee.key === 'string' && BEGINNER.test(callee.key) && BEGINS.test(spelling(program, file, callee))));
  known.set(program, found);
  return found;
}

function isNamed(value: Value): boolean {
  return value.kind === 'variable' || value.kind === 'member';
}

/** Several users talk in what was made for one of them: a session of an agent, a thread, a process that is asked and answers. */
export function* conversations(program: Program, file: string): Generator<Effect> {
  const isBegun = beginsAnywhere(program);
  for (const call of program.facts(file).calls) {
    if (call.function === MODULE_FUNCTION) continue;
    const isAsked = call.callee.kind === 'member' && call.callee.key === 'once';
    const isHanded = call.arguments.some((argument) => (argument.kind === 'object' ? argument.properties.some(({ name }) => REMEMBERS.test(name) || isBegun && NAMES.test(name)) : isBegun && isNamed(argument)));
    const fn = isAsked || isHanded ? program.fn(file, call.function) : undefined;
    if (!fn) continue;
    if (isHanded) yield* handedToPackages(program, fn, call);
    if (isAsked) yield* askedAndAnswered(program, fn, call);
  }
}

/** `run(agent, question, { session })`, `messages.create(threadId, question)`: a package adds to what it is given beside the user's own. */
function* handedToPackages(program: Program, fn: Fn, call: Call): Generator<Effect> {
  const { file } = fn;
  const parts = call.arguments.flatMap((argument) => (argument.kind === 'object' ? argument.properties : [{ name: '', value: argument }]));
  const candidates = parts.filter(({ name, value }) => isNamed(value) && (name === '' || REMEMBERS.test(name) || NAMES.test(name)));
  if (candidates.length === 0 || provenance(program, file, call.callee) === undefined) return;
  for (const memory of candidates) {
    for (const place of program.references.places(file, memory.value)) {
      if (isOutOfReach(program, fn, place) || !(REMEMBERS.test(memory.name) && makingOf(program, place) || isConversation(program, place))) continue;
      const given: Value = { kind: 'array', elements: parts.flatMap((part) => (part === memory ? [] : [part.value])), at: call.at };
      yield { mode: 'append', path: [...place.path, '*'], place, key: undefined, value: given, operator: '=', file, at: call.at, fn, ...UNCONDITIONAL };
    }
  }
}

/** A variable that is given what a service names a conversation by. */
function isConversation(program: Program, { base, path }: Place): boolean {
  return base.kind === 'variable' && path.length === 0 && program.variable(base.file, base.id)?.definitions.some((value) => begins(program, base.file, value, 0)) === true;
}

function begins(program: Program, file: string, value: Value, depth: number): boolean {
  if (depth > 4) return false;
  switch (value.kind) {
    case 'await': return begins(program, file, value.of, depth);
    case 'either': return value.of.some((part) => begins(program, file, part, depth + 1));
    case 'member': return begins(program, file, value.object, depth + 1);
    case 'variable': return program.variable(file, value.id)?.definitions.some((part) => begins(program, file, part, depth + 1)) === true;
    case 'call': {
      const call = program.facts(file).calls[value.id];
      return call !== undefined && BEGINS.test(spelling(program, file, call.callee)) && provenance(program, file, call.callee) !== undefined;
    }
    default: return false;
  }
}

const LINE = /^(?:node:)?(?:child_process|worker_threads|net|tls)$|^(?:ws|execa|python-shell|serialport)$/;

/** `worker.once('message', resolve); worker.postMessage(question)`: whoever waits gets the next answer, whoever asked. */
function* askedAndAnswered(program: Program, fn: Fn, { callee, arguments: [event], at }: Call): Generator<Effect> {
  if (callee.kind !== 'member' || callee.key !== 'once' || event?.kind !== 'literal' || !/^(?:data|message|line)$/.test(event.text ?? '')) return;
  const { file } = fn;
  for (const place of program.references.places(file, callee.object)) {
    const line: Place = { base: place.base, path: [] };
    if (isOutOfReach(program, fn, place) || !LINE.test(makingOf(program, line)?.from ?? '')) continue;
    const asked = fn.calls.flatMap(({ call }) => (call.callee.kind === 'member' && /^(?:write|send|postMessage)$/.test(String(call.callee.key)) && isOf(program, file, call.callee.object, line) ? call.arguments : []));
    if (asked.length > 0) yield { mode: 'assign', path: ['once'], place: line, key: undefined, value: { kind: 'array', elements: asked, at }, operator: '=', method: 'once', file, at, fn, ...UNCONDITIONAL };
  }
}

function isOf(program: Program, file: string, value: Value, { base }: Place): boolean {
  return program.references.places(file, value).some((place) => place.base.kind === 'variable' && base.kind === 'variable' && place.base.file === base.file && place.base.id === base.id);
}
