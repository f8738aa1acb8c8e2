import type { FileFacts } from '../facts/facts.js';
import type { Configuration } from '../project/configuration.js';

/** The words without which a program has nothing to do with the runtime library, its factories or the accessors they replace. */
export function runtimeNames({ context, accessors }: Configuration): readonly string[] {
  const lastName = (accessor: string): string => accessor.slice(accessor.lastIndexOf('.') + 1);
  return [context.module, '@unsingleton/runtime', 'currentScope', context.fromRequest, ...accessors.flatMap(({ legacy, factory }) => [lastName(legacy), factory])];
}

/** Whether a file imports the runtime, or declares or imports something under one of those names. */
export function speaksOfRuntime(facts: FileFacts, names: readonly string[]): boolean {
  const isOne = (name: string | undefined): boolean => name !== undefined && names.includes(name);
  return facts.requests.some((request) => isOne(request) || request.startsWith('@unsingleton/runtime'))
    || facts.functions.some(({ name }) => isOne(name))
    || facts.variables.some(({ name, imported }) => isOne(name) || isOne(imported?.name));
}
