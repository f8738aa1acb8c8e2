import { MODULE_FUNCTION, type Call, type Decorator, type Value } from '../facts/facts.js';
import { spelling } from './entries/entries.js';
import type { Fn, Program } from './program.js';
import { words } from './tie-break.js';

const ADMINISTRATOR = /^(?:admins?|administrators?|administration|superusers?|superadmins?|sysadmins?|ops)$/i;
/** Of a part of the installation only. */
const OF_SOME = /^(?:tenants?|orgs?|organi[sz]ations?|workspaces?|teams?|compan(?:y|ies)|shops?|stores?|projects?|accounts?|customers?|groups?|channels?|guilds?|rooms?|schools?|clubs?)$/i;
const MAX_DEPTH = 4;

function says(text: string): boolean {
  const all = words(text);
  return all.some((word) => ADMINISTRATOR.test(word)) && !all.some((word) => OF_SOME.test(word));
}

/**
 * Whether a framework lets only administrators of the whole installation through to a function: by what stands before it
 * in its route, on its router or where that is mounted, by its decorators, or by its path.
 */
export function isForAdministrators(program: Program, fn: Fn): boolean {
  return fn.handedTo.some(({ site }) => isGuardedRoute(program, site.file, site.call)) || isDecorated(program, fn) || isInGuardedPlugin(program, fn);
}

function isGuardedRoute(program: Program, file: string, call: Call): boolean {
  return call.arguments.some((argument) => mentions(program, file, argument)) || says(spelling(program, file, call.callee)) || isGuardedRouter(program, file, call.callee);
}

/** `router.use(requireAdmin)`, `app.addHook('onRequest', …)`, or `app.use('/admin', router)` where it is mounted. */
function isGuardedRouter(program: Program, file: string, callee: Value): boolean {
  const [router] = callee.kind === 'member' ? program.references.places(file, callee.object) : [];
  if (router?.base.kind !== 'variable' || router.path.length > 0) return false;
  const { base } = router;
  const isIt = (at: string, value: Value): boolean => program.references.places(at, value).some((place) => place.base.kind === 'variable' && place.base.file === base.file && place.base.id === base.id && place.path.length === 0);
  const { calls, variables } = program.facts(base.file);
  const isOnIt = (call: Call): boolean => call.callee.kind === 'member' && (call.callee.key === 'use' || call.callee.key === 'addHook') && isIt(base.file, call.callee.object);
  // What is used under a path guards that path alone.
  if (calls.some((call) => isOnIt(call) && !isPath(call.arguments[0]) && call.arguments.some((argument) => mentions(program, base.file, argument)))) return true;
  const name = variables[base.id]?.name ?? '';
  return program.files.some((at) => program.facts(at).calls.some((call) => call.callee.kind === 'member' && /^(?:use|route|register|mount)$/.test(String(call.callee.key)) && call.arguments.some((argument) => argument.kind !== 'function' && argument.kind !== 'literal' && isIt(at, handed(program, at, argument)))
    && call.arguments.some((argument) => mentions(program, at, argument)))) || says(name);
}

function isPath(value: Value | undefined): boolean {
  return value?.kind === 'literal' && value.text?.startsWith('/') === true;
}

/** `router.routes()` stands for the router. */
function handed(program: Program, file: string, value: Value): Value {
  const call = value.kind === 'call' ? program.facts(file).calls[value.id] : undefined;
  return call?.callee.kind === 'member' ? call.callee.object : value;
}

/** `@UseGuards(AdminGuard)`, `@Roles('admin')`, `@Controller('admin')`, on the method or its class. */
function isDecorated(program: Program, { file, fact }: Fn): boolean {
  const isGuard = ({ name, arguments: args }: Decorator): boolean => says(name) || args.some((argument) => mentions(program, file, argument));
  const owner = fact.class === undefined ? undefined : program.class(file, fact.class);
  return fact.decorators.some(isGuard) || owner?.decorators.some(isGuard) === true;
}

/** `app.register(ops, { prefix: '/ops' })`: what a plugin of that kind registers. */
function isInGuardedPlugin(program: Program, fn: Fn): boolean {
  for (let at = fn.parent; at && at.id !== MODULE_FUNCTION; at = at.parent) if (at.handedTo.some(({ site }) => site.call.arguments.some((argument) => mentions(program, site.file, argument)))) return true;
  return false;
}

/** A guard by its name, what it is told, or what it compares with; a path. */
function mentions(program: Program, file: string, value: Value, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const down = (part: Value): boolean => mentions(program, file, part, depth + 1);
  switch (value.kind) {
    case 'literal': return says(value.text ?? '');
    case 'member': return says(typeof value.key === 'string' ? value.key : '') || value.object.kind !== 'global' && down(value.object);
    case 'array': return value.elements.some(down);
    case 'object': return value.properties.some(({ name, value: part }) => !/^(?:summary|description|tags?|handler|schema)$/.test(name) && down(part));
    case 'call': {
      const call = program.facts(file).calls[value.id];
      // `set: adminProcedure.mutation(…)` beside another procedure guards itself.
      return call !== undefined && (depth === 0 || call.arguments.every(({ kind }) => kind !== 'function')) && (says(spelling(program, file, call.callee)) || call.arguments.some(down));
    }
    case 'function': return program.functionsOf(file, value).some((fn) => checks(program, fn));
    case 'variable': return says(program.variable(file, value.id)?.name ?? '') || program.functionsOf(file, value).some((fn) => checks(program, fn));
    default: return false;
  }
}

/** A middleware that lets through who has the administrators' secret, or is one. */
function checks(program: Program, { file, id, fact, calls }: Fn): boolean {
  if (fact.parameters.length < 2 || !calls.some(({ call }) => call.callee.kind === 'variable' || call.callee.kind === 'member' && /^(?:status|sendStatus|code|throw|send|json|redirect|end|writeHead)$/.test(String(call.callee.key)))) return false;
  const facts = program.facts(file);
  return fact.reads.some(({ of }) => isOfEnvironment(program, file, of, 0)) || facts.guards.some((guard, at) => facts.calls.some((call) => call.function === id && call.guard === at) && isTested(program, file, guard));
}

function isOfEnvironment(program: Program, file: string, value: Value, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const down = (part: Value): boolean => isOfEnvironment(program, file, part, depth + 1);
  switch (value.kind) {
    case 'member': return typeof value.key === 'string' && says(value.key);
    case 'variable': return program.variable(file, value.id)?.definitions.some(down) === true;
    case 'call': return program.facts(file).calls[value.id]?.arguments.some(down) === true;
    case 'either': return value.of.some(down);
    case 'derived': return value.from.some(down);
    default: return false;
  }
}

type Tests = { readonly tested: readonly Value[]; readonly compared: readonly (readonly [Value, Value])[] };

/** `if (!user.isAdmin) return`, `if (user.role !== 'admin') throw …` */
export function isTested(program: Program, file: string, { tested, compared }: Tests): boolean {
  return [...tested, ...compared.flat()].some((value) => value.kind === 'literal' ? says(value.text ?? '') : says(spelling(program, file, value)));
}

/** `assertAdmin(ctx)`, some time before. */
export function isAsserted(program: Program, { file, calls }: Fn, before: number): boolean {
  return calls.some(({ call }) => call.at < before && !call.new && says(spelling(program, file, call.callee).split('.').at(-1) ?? ''));
}
