import { MODULE_FUNCTION, type Call, type FileFacts, type FunctionId, type Value } from '../../src/facts/facts.js';
import type { OpenFile } from '../../src/analysis/open-file.js';
import type { Place } from '../../src/analysis/places.js';
import type { Configuration } from '../../src/project/configuration.js';

/** A call by which code obtains a user's context, or an object made for one. */
export type RuntimeCall = {
  readonly call: Call;
  readonly start: number;
  readonly end: number;
  /** `ambient`: what the running scope holds; `request`: derived from a request; `factory`: made for the context given. */
  readonly kind: 'ambient' | 'request' | 'factory';
  readonly name: string;
};

type Meant = Pick<RuntimeCall, 'kind' | 'name'>;

const known: WeakMap<OpenFile, readonly RuntimeCall[]> = new WeakMap();

/** Every such call of a file, whatever the function is called here: aliases, barrels, namespaces and CommonJS are followed. */
export function runtimeCalls(open: OpenFile, configuration: Configuration): readonly RuntimeCall[] {
  const found = known.get(open) ?? (open.mayUseRuntime() ? findRuntimeCalls(open, configuration) : []);
  known.set(open, found);
  return found;
}

function findRuntimeCalls(open: OpenFile, configuration: Configuration): RuntimeCall[] {
  // Most calls of a file are of a few names, so each name is followed once.
  const meanings: Map<string, Meant | undefined> = new Map();
  return open.facts.calls.flatMap((call) => {
    const name = call.new ? undefined : moduleLevelName(open.facts, call.callee);
    if (name === undefined) return [];
    if (!meanings.has(name)) meanings.set(name, meaningOf(open, open.file, call.callee, configuration));
    const meant = meanings.get(name);
    return meant === undefined ? [] : [{ call, start: call.at, end: call.end, ...meant }];
  });
}

/** `12.current`: the module-level variable that a callee starts from and the way down; what starts elsewhere is nobody's factory. */
function moduleLevelName(facts: FileFacts, callee: Value): string | undefined {
  if (callee.kind === 'variable') {
    const variable = facts.variables[callee.id];
    return variable?.function === MODULE_FUNCTION && variable.kind !== 'class' ? String(callee.id) : undefined;
  }
  if (callee.kind !== 'member' || typeof callee.key !== 'string') return undefined;
  const before = moduleLevelName(facts, callee.object);
  return before === undefined || before.split('.').length > 2 ? undefined : `${before}.${callee.key}`;
}

/** Whether a function runs when its module is imported, and never again. */
export function runsAtImport(open: OpenFile, id: FunctionId): boolean {
  return id === MODULE_FUNCTION || open.facts.functions[id]?.kind === 'static-block';
}

function meaningOf(open: OpenFile, file: string, callee: Value, configuration: Configuration): Meant | undefined {
  const path = runtimePath(open, file, callee, configuration);
  const [name, member] = path ?? [];
  if (name !== undefined) {
    if (member === 'current') return { kind: 'ambient', name: `${name}.current` };
    if (member !== undefined) return undefined;
    if (name === 'currentScope') return { kind: 'ambient', name };
    if (name === configuration.context.fromRequest) return { kind: 'request', name };
    return isConfiguredFactory(name, configuration) ? { kind: 'factory', name } : undefined;
  }
  for (const place of open.references.places(file, callee)) {
    const found = factoryAt(open, place, configuration);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The way to a value from the runtime's module: `['currentScope']`, or undefined when it is not the runtime's. */
function runtimePath(open: OpenFile, file: string, value: Value, configuration: Configuration): readonly string[] | undefined {
  if (value.kind === 'member') {
    const before = typeof value.key === 'string' ? runtimePath(open, file, value.object, configuration) : undefined;
    return before && typeof value.key === 'string' ? [...before, value.key] : undefined;
  }
  if (value.kind === 'variable') {
    const imported = open.references.facts(file).variables[value.id]?.imported;
    // Where the runtime is a package of the same repository it resolves to a file; its name is enough.
    if (imported && isRuntime(imported.request, configuration)) return imported.name === '*' ? [] : [imported.name];
  }
  for (const { base } of open.references.places(file, value)) {
    if (base.kind === 'external' && isRuntime(base.request, configuration)) return base.path;
  }
  return undefined;
}

function isRuntime(request: string, { context: { module } }: Configuration): boolean {
  return request === module || request === '@unsingleton/runtime' || request.startsWith('@unsingleton/runtime/');
}

function isConfiguredFactory(name: string, { accessors }: Configuration): boolean {
  return accessors.some(({ factory }) => factory === name);
}

/** A project's own factory: one made by `perRequest`, or one that the configuration names. */
function factoryAt(open: OpenFile, { base, path }: Place, configuration: Configuration): Meant | undefined {
  if (base.kind === 'function') {
    const name = open.references.facts(base.file).functions[base.id]?.name ?? '';
    if (path.length > 0) return undefined;
    if (name === configuration.context.fromRequest) return { kind: 'request', name };
    return isConfiguredFactory(name, configuration) ? { kind: 'factory', name } : undefined;
  }
  if (base.kind !== 'variable') return undefined;
  const facts = open.references.facts(base.file);
  const variable = facts.variables[base.id];
  const isFactory = variable?.definitions.some((definition) => {
    const made = definition.kind === 'call' ? facts.calls[definition.id] : undefined;
    return made !== undefined && runtimePath(open, base.file, made.callee, configuration)?.join('.') === 'perRequest';
  });
  if (!variable || !isFactory) return undefined;
  if (path.length === 0) return { kind: 'factory', name: variable.name };
  return path.join('.') === 'current' ? { kind: 'ambient', name: `${variable.name}.current` } : undefined;
}
