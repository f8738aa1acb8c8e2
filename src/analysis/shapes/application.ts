import type { Value } from '../../facts/facts.js';
import { type Effect, UNCONDITIONAL } from '../effect.js';
import { isRequestType } from '../entries/entries.js';
import { parameterIndex } from '../parameters.js';
import type { Fn, Program } from '../program.js';
import { provenance } from '../provenance.js';
import type { Reachability } from '../reach.js';

const SERVER = /^(?:express|koa|fastify|@hapi\/hapi|polka|restify|@feathersjs\/express)$/;

/** Writes into the server itself, `req.app.locals.user = …`, `app.set('tenant', …)`: as shared as any singleton, and nobody's declaration shows it. */
export function* applicationEffects(program: Program, reach: Reachability, file: string): Generator<Effect> {
  const facts = program.facts(file);
  for (const write of facts.writes) {
    const path = write.target.kind === 'member' ? pathInServer(program, reach, file, write.target) ?? pathInDecoration(program, reach, file, write.target) : undefined;
    const fn = program.fn(file, write.function);
    if (!path || !fn || path.length === 0 || write.operator === 'delete' || write.operator === 'update') continue;
    yield { ...change(path, write.value), operator: write.operator, file, at: write.at, fn };
  }
  for (const call of facts.calls) {
    const { callee } = call;
    if (callee.kind !== 'member' || callee.key !== 'set') continue;
    const [key, value] = call.arguments;
    const fn = program.fn(file, call.function);
    if (!fn || !value || key?.kind !== 'literal' || key.text === undefined) continue;
    if (!isServer(program, file, callee.object) && pathInServer(program, reach, file, callee.object)?.length !== 0) continue;
    yield { ...change(['set', key.text], value), operator: 'call', method: 'set', file, at: call.at, fn };
  }
}

function change(path: readonly string[], value: Value): Pick<Effect, 'mode' | 'path' | 'place' | 'key' | 'value' | 'absent' | 'met' | 'compared' | 'inFinally' | 'frame'> {
  return { mode: 'assign', path, place: { base: { kind: 'external', request: 'app', path }, path: [] }, key: undefined, value, ...UNCONDITIONAL };
}

const hapis: WeakMap<Program, boolean> = new WeakMap();

/** In hapi `request.app` is the request's own. */
function isHapis(program: Program): boolean {
  const found = hapis.get(program) ?? program.files.some((file) => program.facts(file).requests.some((request) => request === '@hapi/hapi' || request === 'hapi'));
  hapis.set(program, found);
  return found;
}

/** The way down from the server that a request hands out, Express and Koa as `app`, Fastify and hapi as `server`; empty for the server itself. */
function pathInServer(program: Program, reach: Reachability, file: string, value: Value): readonly string[] | undefined {
  const path: string[] = [];
  let at = value;
  for (; at.kind === 'member'; at = at.object) path.unshift(typeof at.key === 'string' ? at.key : '*');
  if (isGivenServer(program, reach, file, at)) return path;
  const [first, ...rest] = path;
  return first !== undefined && (first === 'server' || first === 'app' && !isHapis(program)) && isRequest(program, reach, file, at) ? rest : undefined;
}

/** `app.decorateRequest('locals', {})` puts one object on all requests: `request.locals.user = …` writes into that, unless each is given its own. */
function pathInDecoration(program: Program, reach: Reachability, file: string, value: Value & { kind: 'member' }): readonly string[] | undefined {
  const { object: held, key } = value;
  if (held.kind !== 'member' || typeof held.key !== 'string' || !isRequest(program, reach, file, held.object)) return undefined;
  return decoratedObjects(program).has(held.key) ? ['request', held.key, typeof key === 'string' ? key : '*'] : undefined;
}

const decorated: WeakMap<Program, ReadonlySet<string>> = new WeakMap();

function decoratedObjects(program: Program): ReadonlySet<string> {
  const known = decorated.get(program);
  if (known) return known;
  const found: Set<string> = new Set();
  const own: Set<string> = new Set();
  for (const file of program.files) {
    const { calls, writes } = program.facts(file);
    for (const { callee, arguments: [name, value] } of calls) {
      if (callee.kind === 'member' && (callee.key === 'decorateRequest' || callee.key === 'decorateReply') && name?.kind === 'literal' && (value?.kind === 'object' && !value.properties.some((part) => part.name === 'getter') || value?.kind === 'array')) found.add(name.text ?? '');
    }
    for (const { target } of writes) if (target.kind === 'member' && typeof target.key === 'string' && target.object.kind === 'variable') own.add(target.key);
  }
  for (const name of own) found.delete(name);
  decorated.set(program, found);
  return found;
}

/** What a plugin is given by a framework, and registers handlers on: the server, or a part of it that all its requests share. */
function isGivenServer(program: Program, reach: Reachability, file: string, value: Value): boolean {
  const position = parameterIndex(program, file, value);
  const fn = position && program.fn(file, position.function);
  if (!fn || value.kind !== 'variable' || fn.callers.length > 0 || reach.of(fn) === 'request') return false;
  return fn.calls.some(({ call: { callee, arguments: args } }) => callee.kind === 'member' && callee.object.kind === 'variable' && callee.object.id === value.id
    && args.some((argument) => functionsIn(program, file, argument).some((given) => reach.entries.get(given)?.certain === true)));
}

/** `server.route({ method, path, handler })` */
function functionsIn(program: Program, file: string, value: Value): readonly Fn[] {
  return value.kind === 'object' ? value.properties.flatMap((property) => program.functionsOf(file, property.value)) : program.functionsOf(file, value);
}

/** A parameter of a handler: its request, response or context. */
function isRequest(program: Program, reach: Reachability, file: string, value: Value): boolean {
  const position = parameterIndex(program, file, value);
  const fn = position && program.fn(file, position.function);
  if (!position || !fn || value.kind !== 'variable') return false;
  return (reach.entries.get(fn)?.kind === 'http' && position.index < 2) || isRequestType(program, file, program.variable(file, value.id)?.type);
}

/** `const app = express()`, wherever it is imported from. */
function isServer(program: Program, file: string, value: Value): boolean {
  const from = value.kind === 'variable' ? provenance(program, file, value) : undefined;
  if (from === undefined || !SERVER.test(from)) return false;
  return program.references.places(file, value).some(({ base, path }) => base.kind === 'variable' && path.length === 0
    && program.variable(base.file, base.id)?.definitions.some((made) => made.kind === 'call') === true);
}
