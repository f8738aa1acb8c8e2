import type { Value } from '../facts/facts.js';
import { parameterIndex } from './parameters.js';
import type { Program } from './program.js';

const MAX_CALLERS = 4;

/** The package that a value comes from, however many calls and members away: `express` for `express.Router().route('/')`. */
export function provenance(program: Program, file: string, value: Value, depth = 0): string | undefined {
  if (depth > 8) return undefined;
  const facts = program.facts(file);
  switch (value.kind) {
    case 'module': return packageOf(program, file, value.request);
    case 'await': return provenance(program, file, value.of, depth + 1);
    // An expression ends: only what leads to another can go round.
    case 'member': return provenance(program, file, value.object, depth);
    case 'call': {
      const call = facts.calls[value.id];
      if (!call) return undefined;
      for (const fn of program.functionsOf(file, call.callee)) {
        for (const returned of fn.fact.returns) {
          const found = provenance(program, fn.file, returned, depth + 2);
          if (found) return found;
        }
      }
      return provenance(program, file, call.callee, depth);
    }
    case 'either': return firstOf(value.of, (part) => provenance(program, file, part, depth + 1));
    case 'global': return value.name === 'Bun' || value.name === 'Deno' || value.name === 'process' ? value.name.toLowerCase() : undefined;
    case 'variable': {
      const variable = facts.variables[value.id];
      if (!variable) return undefined;
      if (variable.imported) {
        const meaning = program.index.meaning(file, variable.imported);
        if (meaning?.kind === 'external') return meaning.request;
        return meaning?.kind === 'value' ? provenance(program, meaning.file, meaning.value, depth + 1) : undefined;
      }
      return firstOf(variable.definitions, (part) => provenance(program, file, part, depth + 1)) ?? (variable.type ? typeProvenance(program, file, variable.type) : undefined)
        ?? ofParameter(program, file, value, depth);
    }
    default: return undefined;
  }
}

/** `install(app)`: what the callers give, if one has made it from a package. */
function ofParameter(program: Program, file: string, value: Value, depth: number): string | undefined {
  const position = parameterIndex(program, file, value);
  const callers = position ? program.fn(file, position.function)?.callers ?? [] : [];
  return firstOf(callers.slice(0, MAX_CALLERS), (site) => {
    const argument = site.call.arguments[position?.index ?? 0];
    return argument && provenance(program, site.file, argument, depth + 4);
  });
}

/** The package that a type name is imported from. */
export function typeProvenance(program: Program, file: string, type: string): string | undefined {
  const head = type.split('.')[0];
  const imported = program.facts(file).variables.find((variable) => variable.name === head && variable.imported)?.imported;
  if (!imported) return undefined;
  const meaning = program.index.meaning(file, imported);
  return meaning?.kind === 'external' ? meaning.request : undefined;
}

function packageOf(program: Program, file: string, request: string): string | undefined {
  return program.index.resolve(file, request) === undefined ? request : undefined;
}

export function firstOf<T, R>(items: readonly T[], pick: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = pick(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
