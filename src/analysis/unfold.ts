import { MODULE_FUNCTION, type Value } from '../facts/facts.js';
import { parameterIndex } from './parameters.js';
import type { CallSite, Fn, Program } from './program.js';
import type { Frame } from './source.js';

const MAX_DEPTH = 6;
const MAX_ALTERNATIVES = 3;

/** An expression as it is met through a chain of calls, with the calls that were left on the way to it. */
export type Seen = { readonly file: string; readonly value: Value; readonly frame: Frame; readonly left: readonly CallSite[] };

/** What a parameter stands for in the call through which its function is looked at. */
export type Bound = { readonly site: CallSite; readonly argument: Value | undefined; readonly outer: Frame };

export function boundIn(program: Program, file: string, id: number, frame: Frame): Bound | undefined {
  if (!frame) return undefined;
  const position = parameterIndex(program, file, { kind: 'variable', id });
  const fn = position && program.fn(file, position.function);
  for (let at: Frame = frame; fn && at; at = at.outer) {
    if (at.fn === fn) return { site: at.site, argument: at.site.call.arguments[position.index], outer: at.outer };
  }
  return undefined;
}

/** The functions that a call runs when it is met through these calls: a callback is the one that was given there. */
export function targetsIn(program: Program, site: CallSite, frame: Frame): readonly Fn[] {
  let { file, call: { callee } } = site;
  for (let at = frame; callee.kind === 'variable' && at;) {
    const bound = boundIn(program, file, callee.id, at);
    if (!bound?.argument) break;
    const given = program.functionsOf(bound.site.file, bound.argument);
    if (given.length > 0) return given;
    ({ site: { file }, argument: callee, outer: at } = { ...bound, argument: bound.argument });
  }
  return site.targets;
}

/** Follows an expression through names, arguments and results to the expressions that it stands for. */
export function unfold(program: Program, { file, value, frame, left }: Seen, depth = 0): readonly Seen[] {
  const self: Seen = { file, value, frame, left };
  if (depth > MAX_DEPTH) return [self];
  const down = (part: Value): readonly Seen[] => unfold(program, { file, value: part, frame, left }, depth + 1);
  switch (value.kind) {
    case 'await': return down(value.of);
    case 'either': return value.of.length > MAX_ALTERNATIVES ? [self] : value.of.flatMap(down);
    case 'variable': {
      const variable = program.variable(file, value.id);
      if (!variable || variable.function === MODULE_FUNCTION) return [self];
      if (variable.kind === 'parameter') {
        const bound = boundIn(program, file, value.id, frame);
        return bound?.argument ? unfold(program, { file: bound.site.file, value: bound.argument, frame: bound.outer, left: [bound.site, ...left] }, depth + 1) : [self];
      }
      const { definitions } = variable;
      return definitions.length === 0 || definitions.length > MAX_ALTERNATIVES ? [self] : definitions.flatMap(down);
    }
    case 'call': {
      const site = program.site(file, value.id);
      const targets = !site || site.call.new ? [] : targetsIn(program, site, frame);
      const returned = targets.flatMap((fn) => fn.fact.returns.map((result) => ({ fn, result })));
      if (!site || returned.length === 0 || returned.length > MAX_ALTERNATIVES) return [self];
      return returned.flatMap(({ fn, result }) => unfold(program, { file: fn.file, value: result, frame: { fn, site, outer: frame }, left }, depth + 1));
    }
    case 'member': {
      const { object, key } = value;
      if (typeof key !== 'string' || object.kind === 'this') return [self];
      const wholes = unfold(program, { file, value: object, frame, left }, depth + 1);
      const parts = wholes.map((whole) => propertyOf(whole, key));
      return parts.every((part) => part !== undefined) ? parts.flatMap((part) => unfold(program, part, depth + 1)) : [self];
    }
    default: return [self];
  }
}

/** A property that an object literal names itself. */
export function propertyOf(whole: Seen, key: string): Seen | undefined {
  const { value } = whole;
  const found = value.kind === 'object' ? value.properties.findLast(({ name }) => name === key) : undefined;
  return found && { ...whole, value: found.value };
}
