import { MODULE_FUNCTION, type Value } from '../facts/facts.js';
import type { CallSite, Program } from './program.js';
import type { Frame } from './source.js';
import { unfold } from './unfold.js';

/** One place where objects of a class are built, with the calls through which it is met. */
export type Made = { readonly site: CallSite; readonly frame: Frame };

/** Where the object that a value denotes is built; nothing where that is not known of all it may be. */
export function madeAt(program: Program, file: string, value: Value, frame: Frame, depth = 0): readonly Made[] | undefined {
  if (depth > 4) return undefined;
  const found: Made[] = [];
  for (const seen of unfold(program, { file, value, frame, left: [] })) {
    const made = madeHere(program, seen.file, seen.value, seen.frame, depth);
    if (!made) return undefined;
    found.push(...made);
  }
  return found;
}

function madeHere(program: Program, file: string, value: Value, frame: Frame, depth: number): readonly Made[] | undefined {
  switch (value.kind) {
    case 'call': {
      const site = program.site(file, value.id);
      return site?.call.new ? [{ site, frame }] : undefined;
    }
    case 'variable': {
      const variable = program.variable(file, value.id);
      if (variable?.imported) {
        const meaning = program.index.meaning(file, variable.imported);
        return meaning?.kind === 'value' ? madeAt(program, meaning.file, meaning.value, undefined, depth + 1) : undefined;
      }
      if (variable?.function !== MODULE_FUNCTION || variable.definitions.length === 0) return undefined;
      const made = variable.definitions.filter(({ kind }) => kind !== 'empty').map((definition) => madeAt(program, file, definition, undefined, depth + 1));
      return made.every((part) => part !== undefined) ? made.flat() : undefined;
    }
    case 'this': return receiverOf(program, file, value.function, frame, depth);
    default: return undefined;
  }
}

/** What `this` is in the call through which its function is looked at. */
function receiverOf(program: Program, file: string, id: number, frame: Frame, depth: number): readonly Made[] | undefined {
  for (let at = frame; at; at = at.outer) {
    if (at.fn.file !== file || at.fn.id !== id) continue;
    const { site, outer } = at;
    if (site.call.new) return [{ site, frame: outer }];
    return site.call.callee.kind === 'member' ? madeAt(program, site.file, site.call.callee.object, outer, depth + 1) : undefined;
  }
  return undefined;
}
