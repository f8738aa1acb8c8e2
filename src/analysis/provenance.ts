import type { Value } from '../facts/facts.js';
import { parameterIndex } from './parameters.js';
import type { Program } from './program.js';

const MAX_CALLERS = 4;

const MAX_DEPTH = 20;
/** A variable that is assigned again and again leads back to itself in many ways. */
const MAX_STEPS = 100;

/** The package that a value comes from, however many calls and members away: `express` for `express.Router().route('/')`. */
export function provenance(program: Program, file: string, value: Value): string | undefined {
  return from(program, file, value, 0, { left: MAX_STEPS });
}

type Steps = { left: number };

function from(program: Program, file: string, value: Value, depth: number, steps: Steps): string | undefined {
  if (depth > MAX_DEPTH || steps.left <= 0) return undefined;
  steps.left -= 1;
  const facts = program.facts(file);
  switch (value.kind) {
    case 'module': return packageOf(program, file, value.request);
    case 'await': return from(program, file, value.of, depth + 1, steps);
    case 'member': return from(program, file, value.object, depth + 1, steps);
    case 'call': {
      const call = facts.calls[value.id];
      if (!call) return undefined;
      for (const fn of program.functionsOf(file, call.callee)) {
        for (const returned of fn.fact.returns) {
          const found = from(program, fn.file, returned, depth + 2, steps);
          if (found) return found;
        }
      }
      return from(program, file, call.callee, depth + 1, steps);
    }
    case 'either': return firstOf(value.of, (part) => from(program, file, part, depth + 1, steps));
    case 'global': return value.name === 'Bun' || value.name === 'Deno' || value.name === 'process' ? value.name.toLowerCase() : undefined;
    case 'variable': {
      const variable = facts.variables[value.id];
      if (!variable) return undefined;
      if (variable.imported) {
        const meaning = program.index.meaning(file, variable.imported);
        if (meaning?.kind === 'external') return meaning.request;
        return meaning?.kind === 'value' ? from(program, meaning.file, meaning.value, depth + 1, steps) : undefined;
      }
      return firstOf(variable.definitions, (part) => from(program, file, part, depth + 1, steps)) ?? (variable.type ? typeProvenance(program, file, variable.type) : undefined)
        ?? ofParameter(program, file, value, depth, steps);
    }
    default: return undefined;
  }
}

/** `install(app)`: what the callers give, if one has made it from a package. */
function ofParameter(program: Program, file: string, value: Value, depth: number, steps: Steps): string | undefined {
  const position = parameterIndex(program, file, value);
  const callers = position ? program.fn(file, position.function)?.callers ?? [] : [];
  return firstOf(callers.slice(0, MAX_CALLERS), (site) => {
    const argument = site.call.arguments[position?.index ?? 0];
    return argument && from(program, site.file, argument, depth + 4, steps);
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
