import type { FileFacts, Property, Value } from '../facts/facts.js';

type Literal = Value & { kind: 'object' };

/**
 * A service as Moleculer has it described: `{ name: 'accounts', actions: { open(ctx) { … } }, methods: { … } }`. One object
 * is made of it for the whole process, and that is `this` in all its functions.
 */
export function isServiceSchema({ functions, variables }: FileFacts, { properties }: Literal): boolean {
  const isGivenContext = (value: Value | undefined): boolean => {
    const [first] = value?.kind === 'function' ? functions[value.id]?.parameters ?? [] : [];
    return first !== undefined && variables[first]?.name === 'ctx';
  };
  return named(properties, 'name')?.kind === 'literal' && literals(named(properties, 'actions')).some((actions) => actions.properties.some(({ value }) => isGivenContext(handlerIn(value))));
}

/** The functions that the broker calls, by the names that it calls them by. */
export function* servedBySchema({ properties }: Literal): Generator<Property> {
  for (const part of ['actions', 'events']) {
    for (const { properties: served } of literals(named(properties, part))) for (const { name, value } of served) yield { name: `${part}.${name}`, value: handlerIn(value) ?? value };
  }
}

/** The literals inside a schema whose functions have the service as `this`. */
export function insideSchema({ properties }: Literal): readonly Literal[] {
  return properties.filter(({ name }) => /^(?:actions|events|methods|hooks)$/.test(name)).flatMap(({ value }) => literals(value)).flatMap((part) => [part, ...part.properties.flatMap(({ value }) => literals(value))]);
}

/** `this.audit()` of a service: what its schema lists under `methods`. */
export function methodOfSchema(facts: FileFacts, schema: Literal, name: string): Value | undefined {
  const found = literals(named(schema.properties, 'methods')).map((methods) => named(methods.properties, name)).find((value) => value !== undefined);
  return found && isServiceSchema(facts, schema) ? found : undefined;
}

function handlerIn(action: Value): Value | undefined {
  return action.kind === 'object' ? named(action.properties, 'handler') : action;
}

function named(properties: readonly Property[], wanted: string): Value | undefined {
  return properties.find(({ name }) => name === wanted)?.value;
}

function literals(value: Value | undefined): readonly Literal[] {
  return value?.kind === 'object' ? [value] : [];
}
