import { type Call, type Decorator, type Guard, MODULE_FUNCTION, type Value } from '../facts/facts.js';
import { spelling } from './entries/entries.js';
import type { CallSite, Fn, Program } from './program.js';
import { words } from './tie-break.js';

const ADMINISTRATOR = /^(?:admins?|administrators?|administration|superusers?|superadmins?|sysadmins?|ops)$/i;
/** Of a part of the installation only. */
const OF_SOME = /^(?:tenants?|orgs?|organi[sz]ations?|workspaces?|teams?|compan(?:y|ies)|shops?|stores?|projects?|accounts?|customers?|groups?|channels?|guilds?|rooms?|schools?|clubs?)$/i;
/** Before it, everybody else: `notAdmin`, `notifyAdmins`. */
const OTHERS = /^(?:non?|not|without|except|contact|notify|alert|ask|tell|e?mail|message)$/i;
/** Before it in a path, which may be about anything: `/super-admin/users`, but `/dev-ops/runs`. */
const KIND_OF = /^(?:super|site|system|global|platform)$/i;
const MAX_DEPTH = 4;

function says(text: string): boolean {
  if (words(text).some((word) => OF_SOME.test(word))) return false;
  return (text.startsWith('/') ? text.split('/') : [text]).some((part) => {
    const all = words(part);
    const at = all.findIndex((word) => ADMINISTRATOR.test(word));
    return at >= 0 && !all.slice(0, at).some((word) => OTHERS.test(word) || part !== text && !KIND_OF.test(word));
  });
}

/**
 * Whether a framework lets only administrators of the whole installation through to a function: by what stands before it
 * in its route, on its router or where that is mounted, by its decorators, or by its path.
 */
export function isForAdministrators(program: Program, fn: Fn): boolean {
  const answer = answers.get(fn) ?? isGuarded(program, fn);
  answers.set(fn, answer);
  return answer;
}

const answers: WeakMap<Fn, boolean> = new WeakMap();

function isGuarded(program: Program, fn: Fn): boolean {
  return fn.handedTo.some(({ site }) => isGuardedRoute(program, fn, site)) || isDecorated(program, fn) || isInGuardedPlugin(program, fn);
}

function isGuardedRoute(program: Program, fn: Fn, { file, call }: CallSite): boolean {
  return call.arguments.some((argument) => mentions(program, file, argument, fn)) || says(spelling(program, file, call.callee)) || isGuardedRouter(program, file, call.callee);
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
  return says(name) || mounts(program).some(({ file: at, call }) => call.arguments.some((argument) => argument.kind !== 'function' && argument.kind !== 'literal' && isIt(at, handed(program, at, argument)))
    && call.arguments.some((argument) => mentions(program, at, argument)));
}

type Mount = { readonly file: string; readonly call: Call };
const mounted: WeakMap<Program, readonly Mount[]> = new WeakMap();

/** Every call that may put a router somewhere. */
function mounts(program: Program): readonly Mount[] {
  const found = mounted.get(program) ?? program.files.flatMap((file) => program.facts(file).calls.flatMap((call) => (call.callee.kind === 'member' && /^(?:use|route|register|mount)$/.test(String(call.callee.key)) ? [{ file, call }] : [])));
  mounted.set(program, found);
  return found;
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
  for (let at = fn.parent; at && at.id !== MODULE_FUNCTION; at = at.parent) if (at.handedTo.some(({ site }) => site.call.arguments.some((argument) => mentions(program, site.file, argument, at)))) return true;
  return false;
}

/**
 * A guard by its name, what it is told, or what it compares with; a path.
 * @param fn what is guarded: whatever that tests itself stands behind no guard yet
 */
function mentions(program: Program, file: string, value: Value, fn?: Fn, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const down = (part: Value): boolean => mentions(program, file, part, fn, depth + 1);
  const isGuard = (): boolean => program.functionsOf(file, value).some((found) => found !== fn && checks(program, found));
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
    case 'function': return isGuard();
    case 'variable': return says(program.variable(file, value.id)?.name ?? '') || isGuard();
    default: return false;
  }
}

/** A middleware that lets through who has the administrators' secret, or is one: `if (!req.user.isAdmin) return res.sendStatus(403); next();` */
function checks(program: Program, { file, fact, calls }: Fn): boolean {
  if (fact.parameters.length < 2) return false;
  const { guards } = program.facts(file);
  const isPassing = (call: Call): boolean => call.callee.kind === 'variable' && fact.parameters.includes(call.callee.id) && call.arguments.length === 0;
  const refusals = calls.filter(({ call }) => !isPassing(call) && (call.new || call.callee.kind === 'variable' || call.callee.kind === 'member' && REFUSES.test(String(call.callee.key))));
  if (refusals.length > 0 && fact.reads.some(({ of }) => isOfEnvironment(program, file, of, 0))) return true;
  return calls.some(({ call }) => isPassing(call) && call.guard !== undefined && isMet(program, file, guards[call.guard]))
    || refusals.some(({ call }) => call.guard !== undefined && isMissed(program, file, guards[call.guard]));
}

const REFUSES = /^(?:status|sendStatus|code|throw|send|json|redirect|end|writeHead)$/;

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

/** `if (!user.isAdmin) return`, `if (user.role !== 'admin') throw …`: what comes after them is an administrator's. */
export function isMet(program: Program, file: string, guard: Pick<Guard, 'met'> | undefined): boolean {
  return guard?.met.some((value) => names(program, file, value)) === true;
}

/** Where nobody gets but for being no administrator: not `!user.isAdmin && !user.isOwner`. */
function isMissed(program: Program, file: string, guard: Guard | undefined): boolean {
  if (!guard || isMet(program, file, guard)) return false;
  const tested = [...guard.absent.map((value) => [value]), ...guard.compared];
  const own = tested.filter((values) => values.some((value) => names(program, file, value)));
  const isPartOf = (value: Value): boolean => own.some((values) => values.some((other) => spelling(program, file, other).startsWith(`${spelling(program, file, value)}.`)));
  return own.length > 0 && tested.every((values) => own.includes(values) || values.every(isPartOf));
}

function names(program: Program, file: string, value: Value): boolean {
  if (value.kind === 'literal') return says(value.text ?? '');
  return says(spelling(program, file, value)) || value.kind === 'member' && typeof value.key !== 'string' && names(program, file, value.key);
}

const ASSERTS = /^(?:assert|require|ensure|enforce|check|verify|must|authori[sz]e|guard|restrict|only|need|demand|expect)/i;

/** `assertAdmin(ctx)`, some time before; `isAdmin(ctx)` and `notifyAdmins()` keep nobody out. */
export function isAsserted(program: Program, { file, calls }: Fn, before: number): boolean {
  return calls.some(({ call }) => {
    const name = spelling(program, file, call.callee).split('.').at(-1) ?? '';
    return call.at < before && !call.new && ASSERTS.test(name) && says(name);
  });
}
