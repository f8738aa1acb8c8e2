import type { FunctionFact, Value } from '../../facts/facts.js';
import type { Fn, HandedOver, Program } from '../program.js';
import { provenance, typeProvenance } from '../provenance.js';
import {
  type EntryKind, HANDLER_METHODS, HANDLER_PROPERTY, HANDLER_TYPE, INTERFACE_METHOD, METHOD_DECORATOR, REQUEST_EVENT, REQUEST_TYPE, REQUEST_HOOK, ROUTING_METHODS, SERVES_METHODS,
  SERVER_PACKAGES, SHARED_CLASS_DECORATOR,
} from './catalogue.js';
import { isOutgoing } from './outgoing.js';
import { servedMethods } from './served-methods.js';

/** A function that runs once for each request, message or job of somebody. */
export type Entry = {
  readonly fn: Fn;
  readonly kind: EntryKind;
  /** `app.get('/chat')`, for people. */
  readonly name: string;
  /** Known from the framework's own registration, or guessed from a convention. */
  readonly certain: boolean;
};

export function findEntries(program: Program): Map<Fn, Entry> {
  const entries: Map<Fn, Entry> = new Map();
  const add = (fn: Fn, kind: EntryKind, name: string, certain: boolean): void => {
    const known = entries.get(fn);
    if (!known || (!known.certain && certain)) entries.set(fn, { fn, kind, name, certain });
  };
  for (const fn of program.allFunctions()) {
    if (!fn.parent) {
      routeModule(program, fn, add);
      graphqlResolvers(program, fn.file, add);
      continue;
    }
    for (const handed of fn.handedTo) {
      const found = registration(program, fn, handed);
      if (found) add(fn, found.kind, found.name, found.certain);
    }
    if (takesRequest(program, fn)) add(fn, 'http', fn.fact.name || 'callback', false);
    const decorated = decoratedEntry(program, fn);
    if (decorated) add(fn, 'decorated', decorated, true);
    else if (typedParameter(program, fn) && fn.callers.length === 0) add(fn, 'typed', fn.fact.name || 'handler', true);
    else if (byConvention(program, fn)) add(fn, 'http', fn.fact.name || 'handler', false);
    if (fn.fact.directive === 'use server') add(fn, 'server-action', fn.fact.name || 'action', true);
  }
  for (const { fn, name } of servedMethods(program)) add(fn, 'rpc', name, true);
  return entries;
}

type Add = (fn: Fn, kind: EntryKind, name: string, certain: boolean) => void;

/** What takes a callback for the moment, not for the requests to come. */
const NEVER_REGISTERS = /^(?:map|filter|forEach|find|findIndex|findLast|some|every|reduce|reduceRight|flatMap|sort|toSorted|then|catch|finally|replace|replaceAll|from|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|push|Promise|describe|it|test|expect|beforeEach|afterEach|useEffect|useCallback|useMemo|useState|memo|forwardRef)$/;

/** Whether handing a function over here registers it with a server. */
function registration(program: Program, fn: Fn, { site, property }: HandedOver): Omit<Entry, 'fn'> | undefined {
  const { callee, arguments: args } = site.call;
  const method = methodName(program, site.file, callee);
  if (NEVER_REGISTERS.test(method)) return undefined;
  const from = provenance(program, site.file, callee);
  const label = `${method}(${args[0]?.kind === 'literal' && args[0].text !== undefined ? `'${args[0].text}'` : ''})`;
  const isService = property !== '' && from !== undefined && SERVES_METHODS.test(from);
  if (property !== '' && !isService && !property.split('.').some((part) => HANDLER_PROPERTY.test(part)) && !/^(?:Query|Mutation|Subscription|resolvers)\b/.test(property)) return undefined;
  if (from === 'process' || isOutgoing(program, site.file, callee, args[0], from)) return undefined;
  if (method === 'addHook' && args[0]?.kind === 'literal' && REQUEST_HOOK.test(args[0].text ?? '')) return { kind: 'http', name: label, certain: true };
  if (method === 'ext' && args[0]?.kind === 'literal' && /^on(?:Request|Credentials|Pre|Post)/.test(args[0].text ?? '')) return { kind: 'http', name: label, certain: true };
  if (HANDLER_METHODS.has(method)) return { kind: 'tool', name: label, certain: true };
  if (from !== undefined && SERVER_PACKAGES.test(from)) {
    if (site.call.new) return { kind: /bull|queue/.test(from) ? 'queue' : 'http', name: label, certain: true };
    if (isEvent(method)) return isRequestEvent(program, site.file, args[0]) ? { kind: 'message', name: label, certain: true } : undefined;
    if (method === 'listen' || method === 'close' || method === 'ready' || method === 'start') return undefined;
    if (/^(?:setGracefulShutdown|after|register|configure|decorate|plugin|extend|mount)$/.test(method)) return undefined;
    return { kind: 'http', name: label, certain: true };
  }
  const first = args[0];
  if (ROUTING_METHODS.has(method) && first?.kind === 'literal' && first.text?.startsWith('/') && args.length > 1) return { kind: 'http', name: label, certain: true };
  if (isEvent(method) && isRequestEvent(program, site.file, first) && fn.fact.parameters.length > 0 && !isProcessObject(callee)) return { kind: 'message', name: label, certain: false };
  if (/^(?:query|mutation|subscription)$/.test(method) && /procedure/i.test(spelling(program, site.file, callee))) return { kind: 'rpc', name: label, certain: true };
  if ((method === 'tool' || method === 'resource' || method === 'prompt') && first?.kind === 'literal' && args.length > 1) return { kind: 'tool', name: label, certain: true };
  if (method === 'route' && property !== '') return { kind: 'http', name: label, certain: true };
  if (/^(?:consume|eachMessage|process|subscribe)$/.test(method) && first?.kind === 'literal' && args.length > 1) return { kind: 'queue', name: label, certain: false };
  if (/(?:^|\.)(?:resolve|subscribe)$/.test(property) && fn.fact.parameters.length > 2) return { kind: 'graphql', name: label, certain: false };
  if (property !== '' && /(?:^|\.)(?:handler|execute|resolve)$/.test(property) && hasNeighbour(args, property)) return { kind: 'tool', name: label, certain: false };
  return undefined;
}

/** A handler beside a `method`, `path`, `url`, `name` or `parameters`: a route or tool described as an object. */
function hasNeighbour(args: readonly Value[], property: string): boolean {
  const describes = (value: Value): boolean => value.kind === 'object' && value.properties.some(({ name }) => /^(?:method|path|url|name|description|parameters|inputSchema|schema)$/.test(name));
  return !property.includes('.') && args.some(describes);
}

function isEvent(method: string): boolean {
  return method === 'on' || method === 'once' || method === 'addListener' || method === 'addEventListener' || method === 'event';
}

function isRequestEvent(program: Program, file: string, value: Value | undefined): boolean {
  if (!value) return false;
  if (value.kind === 'literal') return REQUEST_EVENT.test(value.text ?? '') && value.text !== 'error';
  // `Events.MESSAGE_RECEIVED`: the constant's own name says what happens.
  return value.kind === 'member' && typeof value.key === 'string' && REQUEST_EVENT.test(value.key) && spelling(program, file, value) !== '';
}

function isProcessObject(callee: Value): boolean {
  return callee.kind === 'member' && callee.object.kind === 'global' && callee.object.name === 'process';
}

export function methodName(program: Program, file: string, callee: Value): string {
  if (callee.kind === 'member') return typeof callee.key === 'string' ? callee.key : '';
  if (callee.kind === 'variable') {
    const variable = program.variable(file, callee.id);
    const imported = variable?.imported?.name;
    return imported && imported !== 'default' && imported !== '*' ? imported : variable?.name ?? '';
  }
  return callee.kind === 'global' ? callee.name : '';
}

/** A callee as it is written, calls left out: `t.procedure.input.query`. */
export function spelling(program: Program, file: string, value: Value, depth = 0): string {
  if (depth > 8) return '';
  switch (value.kind) {
    case 'member': return `${spelling(program, file, value.object, depth + 1)}.${typeof value.key === 'string' ? value.key : '*'}`;
    case 'variable': return program.variable(file, value.id)?.name ?? '';
    case 'global': return value.name;
    case 'this': return 'this';
    case 'call': {
      const call = program.facts(file).calls[value.id];
      return call ? spelling(program, file, call.callee, depth + 1) : '';
    }
    case 'await': return spelling(program, file, value.of, depth + 1);
    case 'either': return value.of[0] ? spelling(program, file, value.of[0], depth + 1) : '';
    default: return '';
  }
}

function decoratedEntry(program: Program, fn: Fn): string | undefined {
  const { fact } = fn;
  const own = fact.decorators.find(({ name }) => METHOD_DECORATOR.test(name));
  if (own) return `@${own.name}`;
  if (fact.class === undefined || fact.kind !== 'method') return undefined;
  const owner = program.class(fn.file, fact.class);
  // A queue's worker does one job at a time unless it is told otherwise.
  if (fact.name === 'process' && owner?.decorators.some(({ name, arguments: args }) => name === 'Processor' && args.some(isConcurrent))) return '@Processor';
  if (!INTERFACE_METHOD.test(fact.name)) return undefined;
  return owner?.decorators.some(({ name }) => SHARED_CLASS_DECORATOR.test(name)) ? `${owner.name}.${fact.name}` : undefined;
}

function isConcurrent(options: Value): boolean {
  return options.kind === 'object' && options.properties.some(({ name, value }) => name === 'concurrency' && !(value.kind === 'literal' && value.text === '1'));
}

/** A parameter whose annotated type is a framework's request, or a user context. */
export function typedParameter(program: Program, fn: Fn): boolean {
  return fn.fact.parameters.some((id) => isRequestType(program, fn.file, program.variable(fn.file, id)?.type));
}

export function isRequestType(program: Program, file: string, type: string | undefined): boolean {
  if (type === undefined) return false;
  if (type === program.configuration.context.type || program.configuration.identityTypes.includes(type)) return true;
  if (!REQUEST_TYPE.test(type)) return false;
  const from = typeProvenance(program, file, type);
  if (from !== undefined) return SERVER_PACKAGES.test(from) || /lambda|context|session|auth/i.test(from);
  // Not imported at all: the platform's own Request, or Express.Request.
  return (type === 'Request' || type.startsWith('Express.')) && !program.facts(file).variables.some(({ name }) => name === type);
}

/** `(req, res)`, `(req, res, next)`, `(err, req, res, next)`, `(source, args, context, info)`: nobody names parameters so for anything else. */
function byConvention(program: Program, fn: Fn): boolean {
  const names = parameterNames(program, fn);
  if (/^_?(?:context|ctx)$/.test(names[2] ?? '') && /^_?info$/.test(names[3] ?? '')) return true;
  const start = names[0] === 'err' || names[0] === 'error' || names[0] === '_err' ? 1 : 0;
  return /^_?(?:req|request)$/.test(names[start] ?? '') && /^_?(?:res|response|reply|resp)$/.test(names[start + 1] ?? '');
}

/** `filename: (req, file, done) => …` among the options of somebody else's middleware: it is asked once per request. */
function takesRequest(program: Program, fn: Fn): boolean {
  return fn.handedTo.length > 0 && /^_?req$/.test(parameterNames(program, fn)[0] ?? '') && fn.handedTo.some(({ site }) => site.targets.length === 0 && provenance(program, site.file, site.call.callee) !== undefined && !isOutgoing(program, site.file, site.call.callee, site.call.arguments[0], provenance(program, site.file, site.call.callee)));
}

function parameterNames(program: Program, { file, fact }: { readonly file: string; readonly fact: FunctionFact }): string[] {
  return fact.parameters.map((id) => program.variable(file, id)?.name ?? '');
}

/** Modules whose exports a framework calls by their name and place: Next, Remix, SvelteKit, serverless functions. */
function routeModule(program: Program, module: Fn, add: Add): void {
  const { file } = module;
  const facts = program.facts(file);
  const isRoute = /(?:^|\/)(?:app|src\/app)\/.*\/?route\.[cm]?[jt]sx?$/.test(file) || /\+(?:server|page\.server|layout\.server)\.[jt]s$/.test(file) || /(?:^|\/)hooks\.server\.[jt]s$/.test(file);
  const isPage = /(?:^|\/)app\/(?:.*\/)?(?:page|layout|template|default)\.[jt]sx?$/.test(file) && !facts.directives.includes('use client');
  const isPagesApi = /\/pages\/api\//.test(file) || /\/(?:netlify|api|functions)\/[^/]+\.[cm]?[jt]s$/.test(file);
  const isServerFile = facts.directives.includes('use server');
  const isMiddleware = /(?:^|\/)(?:middleware|proxy)\.[jt]s$/.test(file);
  for (const found of facts.exports) {
    if ('from' in found) continue;
    for (const fn of exported(program, file, found.value)) {
      const { name } = found;
      if (isRoute && /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|load|actions|handle)$/.test(name)) add(fn, 'route-module', name, true);
      else if (isMiddleware && (name === 'middleware' || name === 'default' || name === 'proxy') && fn.fact.parameters.length > 0) add(fn, 'route-module', name, true);
      else if (isPage && name === 'default' && fn.fact.async) add(fn, 'route-module', 'page', true);
      else if (isPagesApi && name === 'default' && fn.fact.parameters.length > 0) add(fn, 'route-module', 'API route', true);
      else if (isServerFile) add(fn, 'server-action', name, true);
      else if (/^(?:getServerSideProps|loader|action)$/.test(name) && fn.fact.parameters.length > 0) add(fn, 'route-module', name, true);
      else if (/^(?:handler|lambdaHandler)$/.test(name) && fn.fact.parameters.length > 0 && fn.callers.length === 0) add(fn, 'lambda', name, true);
      else if (/^(?:GET|POST|PUT|PATCH|DELETE)$/.test(name)) add(fn, 'route-module', name, true);
    }
  }
  for (const variable of facts.variables) {
    if (!variable.type || !HANDLER_TYPE.test(variable.type) || typeProvenance(program, file, variable.type) === undefined) continue;
    for (const definition of variable.definitions) {
      if (definition.kind === 'function') for (const fn of program.functionsOf(file, definition)) add(fn, 'http', variable.name, true);
    }
  }
}

/** What is exported, and what a package was given to make it of: `export const rename = client.inputSchema(names).action(async ({ ctx }) => …)`. */
function exported(program: Program, file: string, value: Value): readonly Fn[] {
  const variable = value.kind === 'variable' ? program.variable(file, value.id) : undefined;
  const made = variable?.kind === 'const' ? variable.definitions.filter(({ kind }) => kind === 'call') : [];
  return [...new Set([value, ...made].flatMap((one) => program.functionsOf(file, one)))];
}

/** `{ Query: { run: (parent, args, context) => … } }`, and the `resolve` of a field. */
function graphqlResolvers(program: Program, file: string, add: Add): void {
  for (const variable of program.facts(file).variables) {
    for (const definition of variable.definitions) if (definition.kind === 'object') resolverMap(program, file, definition, add);
  }
  for (const found of program.facts(file).exports) if ('value' in found && found.value.kind === 'object') resolverMap(program, file, found.value, add);
}

function resolverMap(program: Program, file: string, value: Value & { kind: 'object' }, add: Add): void {
  for (const { name, value: part } of value.properties) {
    if (!/^(?:Query|Mutation|Subscription)$/.test(name)) continue;
    const object = part.kind === 'object' ? part : part.kind === 'variable' ? program.variable(file, part.id)?.definitions.find((definition) => definition.kind === 'object') : undefined;
    if (object?.kind !== 'object') continue;
    for (const field of object.properties) for (const fn of program.functionsOf(file, field.value)) add(fn, 'graphql', `${name}.${field.name}`, true);
  }
}
