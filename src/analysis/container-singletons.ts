import { type Call, type ClassFact, MODULE_FUNCTION, type Value } from '../facts/facts.js';
import { SHARED_CLASS_DECORATOR } from './entries/catalogue.js';
import { isBoundToRequests, mentionsRequestScope } from './request-bound.js';
import type { Reference } from './places.js';
import type { Fn, Program } from './program.js';
import { provenance } from './provenance.js';
import { registrations } from './registrations.js';
import { saysSingleton } from './resolvers.js';

/** A class of which a dependency-injection container makes one for everybody. */
export function isContainerSingleton(program: Program, file: string, id: number): boolean {
  const owner = program.class(file, id);
  if (!owner) return false;
  const scope = scopeBeside(program, file, owner);
  if (scope === 'shorter') return false;
  const key = `${file} ${String(id)}`;
  const { kept, let: go } = bindings(program);
  if (scope === 'singleton') return kept.has(key) || (!go.has(key) && !isBoundToRequests(program, file, id));
  return kept.has(key);
}

/** Where a class with such a decorator lives no longer than a request, or than whoever asked for it, unless told otherwise. */
const SHORT_BY_DEFAULT = /^(?:@midwayjs\/.+|inversify-express-utils|inversify-binding-decorators|@inversifyjs\/.+|@adonisjs\/.+|@loopback\/.+)$/;

/** What the decorators of a class say of how long its objects live. */
function scopeBeside(program: Program, file: string, { decorators }: ClassFact): 'singleton' | 'shorter' | undefined {
  let found: 'singleton' | undefined;
  for (const { name, value, arguments: args } of decorators) {
    if (/^(?:scoped|Scope|RequestScoped|Transient)$/.test(name)) {
      if (args.some((argument) => saysSingleton(argument))) return 'singleton';
      if (args.length === 0 || args.some(mentionsRequestScope)) return 'shorter';
    }
    if (args.some(mentionsSingleton)) return 'singleton';
    if (!SHARED_CLASS_DECORATOR.test(name)) continue;
    if (args.some(mentionsRequestScope)) return 'shorter';
    if (/^singleton$/i.test(name) || !SHORT_BY_DEFAULT.test(provenance(program, file, value) ?? '')) found = 'singleton';
    else if (!decorators.some((other) => other.arguments.some(mentionsSingleton) || /^singleton$/i.test(other.name))) return 'shorter';
  }
  return found;
}

/** `@injectable({ scope: BindingScope.SINGLETON })`, `@injectable('Singleton')` */
function mentionsSingleton(value: Value): boolean {
  return saysSingleton(value) || value.kind === 'object' && value.properties.some((property) => property.name === 'scope' && saysSingleton(property.value));
}

/** `request.scope.resolve('engine')`: the same for whoever asks, whoever's container it is. */
export function isHandedToAll(program: Program, file: string, call: Call): boolean {
  const { results } = program.references;
  const isOfContainer = call.callee.kind === 'member' && /^(?:resolve|resolveAsync|getAsync|inject)$/.test(String(call.callee.key));
  const makers = isOfContainer ? results.makersAsked(file, call) : [];
  if (makers.length > 0 && makers.every((maker) => maker.kind === 'function' && isOfModule(program, program.fn(maker.file, maker.id)))) return true;
  const places = results.fromContainer(file, call);
  return places.length > 0 && places.every(({ base }) => base.kind === 'instance' && isContainerSingleton(program, base.file, base.id));
}

/** `asFunction(() => configManager.config)`: for whomever it is made, it is what a module keeps. */
function isOfModule(program: Program, maker: Fn | undefined): boolean {
  return maker?.fact.parameters.length === 0 && maker.fact.returns.length > 0 && maker.fact.returns.every((returned) => {
    let bottom = returned;
    while (bottom.kind === 'member') bottom = bottom.object;
    return bottom.kind === 'variable' && program.variable(maker.file, bottom.id)?.function === MODULE_FUNCTION;
  });
}

type Bindings = { readonly kept: ReadonlySet<string>; readonly let: ReadonlySet<string>; readonly makers: ReadonlySet<Fn> };

const known: WeakMap<Program, Bindings> = new WeakMap();

/** Functions that a container calls once: what their variables hold stays. */
export function isSingletonMaker(program: Program, fn: Fn): boolean {
  return bindings(program).makers.has(fn);
}

function bindings(program: Program): Bindings {
  const before = known.get(program);
  if (before) return before;
  const kept: Set<string> = new Set();
  const shorter: Set<string> = new Set();
  const makers: Set<Fn> = new Set();
  const note = (set: Set<string>, places: readonly { readonly base: Reference; readonly path: readonly string[] }[]): void => {
    for (const { base, path } of places) if ((base.kind === 'class' || base.kind === 'instance') && path.length === 0) set.add(`${base.file} ${String(base.id)}`);
  };
  for (const { how, made, isSingleton, file } of registrations(program)) {
    const set = isSingleton ? kept : shorter;
    if (how === 'class') note(set, program.references.places(file, made));
    else if (how === 'function') for (const fn of program.functionsOf(file, made)) {
      for (const returned of fn.fact.returns) note(set, program.references.places(fn.file, returned));
      if (isSingleton) makers.add(fn);
    }
  }
  for (const file of program.files) for (const [id, { members }] of program.facts(file).classes.entries()) if (members.some(isKeptByResolver)) kept.add(`${file} ${String(id)}`);
  noteOwn(program, kept);
  const found = { kept, let: shorter, makers };
  known.set(program, found);
  return found;
}

/** `static [RESOLVER] = { lifetime: Lifetime.SINGLETON }` */
function isKeptByResolver({ static: isStatic, value }: ClassFact['members'][number]): boolean {
  return isStatic && value?.kind === 'object' && value.properties.some((property) => property.name === 'lifetime' && saysSingleton(property.value));
}

/** A container of the program's own: `made = new type(this); this.instances.set(type, made)`, asked by a module's own `injector.get(Search)`. */
function noteOwn(program: Program, kept: Set<string>): void {
  const note = (file: string, type: Value): void => {
    for (const { base, path } of program.references.places(file, type)) if (base.kind === 'class' && path.length === 0) kept.add(`${base.file} ${String(base.id)}`);
  };
  for (const fn of program.allFunctions()) {
    for (const { call, id } of fn.calls) {
      if (!call.new) continue;
      // `static shared() { return (this.instance ??= new this()); }`: one for each class that has it.
      if (call.callee.kind === 'this' && fn.fact.static === true && (isPut(fn, (key) => key?.kind === 'this') || isInField(program, fn, id))) for (const { call: { callee }, file } of fn.callers) if (callee.kind === 'member' && callee.object.kind === 'variable') note(file, callee.object);
      const index = call.callee.kind === 'variable' ? fn.fact.parameters.indexOf(call.callee.id) : -1;
      if (index < 0 || !isPut(fn, (key) => key?.kind === 'variable' && key.id === fn.fact.parameters[index])) continue;
      for (const { call: asked, file } of fn.callers) {
        const type = asked.arguments[index];
        const injector = asked.callee.kind === 'member' ? asked.callee.object : undefined;
        if (type && injector?.kind === 'variable' && program.variable(file, injector.id)?.function === MODULE_FUNCTION) note(file, type);
      }
    }
  }
}

/** Whether a function puts something into a table under such a key. */
function isPut({ calls }: Fn, isKey: (key: Value | undefined) => boolean): boolean {
  return calls.some(({ call: { callee, arguments: [key] } }) => callee.kind === 'member' && callee.key === 'set' && isKey(key));
}

/** Whether what a call makes is put into a field of the class. */
function isInField(program: Program, { file, id }: Fn, made: number): boolean {
  return program.facts(file).writes.some(({ target, value, function: writer }) => writer === id && target.kind === 'member' && target.object.kind === 'this' && value.kind === 'call' && value.id === made);
}
