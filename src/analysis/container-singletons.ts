import type { Value } from '../facts/facts.js';
import { SHARED_CLASS_DECORATOR } from './entries/catalogue.js';
import type { Program } from './program.js';

/** A class of which a dependency-injection container makes one for everybody. */
export function isContainerSingleton(program: Program, file: string, id: number): boolean {
  const owner = program.class(file, id);
  if (!owner) return false;
  for (const { name, arguments: args } of owner.decorators) {
    if (!SHARED_CLASS_DECORATOR.test(name)) continue;
    return !args.some((argument) => mentionsRequestScope(argument));
  }
  return boundAsSingleton(program, file, id);
}

function mentionsRequestScope(value: Value): boolean {
  switch (value.kind) {
    case 'member': return typeof value.key === 'string' && /^(?:REQUEST|TRANSIENT|Request|Transient|ContainerScoped|ResolutionScoped)$/.test(value.key);
    case 'object': return value.properties.some((property) => (property.name === 'transient' && property.value.kind === 'literal') || mentionsRequestScope(property.value));
    case 'literal': return /^(?:request|transient)$/i.test(value.text ?? '');
    default: return false;
  }
}

/** `bind(…).to(Engine).inSingletonScope()`, `asClass(Engine).singleton()`, `registerSingleton(Engine)`. */
function boundAsSingleton(program: Program, file: string, id: number): boolean {
  return singletonBindings(program).has(`${file} ${String(id)}`);
}

const bindings: WeakMap<Program, ReadonlySet<string>> = new WeakMap();

function singletonBindings(program: Program): ReadonlySet<string> {
  const known = bindings.get(program);
  if (known) return known;
  const found: Set<string> = new Set();
  const note = (file: string, value: Value | undefined): void => {
    if (!value) return;
    for (const { base } of program.references.places(file, value)) if (base.kind === 'class') found.add(`${base.file} ${String(base.id)}`);
  };
  for (const file of program.files) {
    const facts = program.facts(file);
    for (const call of facts.calls) {
      const { callee } = call;
      const name = callee.kind === 'member' && typeof callee.key === 'string' ? callee.key : undefined;
      if (name === 'registerSingleton') for (const argument of call.arguments) note(file, argument);
      if ((name === 'inSingletonScope' || name === 'singleton') && callee.kind === 'member' && callee.object.kind === 'call') {
        for (const argument of facts.calls[callee.object.id]?.arguments ?? []) note(file, argument);
      }
      const options = call.arguments[1];
      if (options?.kind === 'object' && options.properties.some(({ name: key, value }) => key === 'lifetime' && ((value.kind === 'member' && value.key === 'SINGLETON') || (value.kind === 'literal' && value.text === 'SINGLETON')))) note(file, call.arguments[0]);
    }
  }
  bindings.set(program, found);
  return found;
}
