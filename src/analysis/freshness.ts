import { MODULE_FUNCTION, type Value } from '../facts/facts.js';
import { methodName } from './entries/entries.js';
import type { CallSite, Fn, Program } from './program.js';
import type { Reachability } from './reach.js';

/** An object that the caller made for its own request: whoever keeps it keeps one user's object. */
export function isRequestLived(program: Program, reach: Reachability, site: CallSite, argument: Value): boolean {
  if (argument.kind !== 'variable' || reach.of(site.from) !== 'request' || reach.isBoot(site.from)) return false;
  const variable = program.variable(site.file, argument.id);
  if (!variable || variable.function === MODULE_FUNCTION || variable.kind === 'parameter') return false;
  const owner = program.fn(site.file, variable.function);
  if (!owner || reach.of(owner) !== 'request' || reach.isBoot(owner)) return false;
  return variable.definitions.some((definition) => isFresh(program, site.file, definition, 0));
}

function isFresh(program: Program, file: string, value: Value, depth: number): boolean {
  if (value.kind === 'await') return isFresh(program, file, value.of, depth);
  if (value.kind !== 'call' || depth > 3) return false;
  const call = program.facts(file).calls[value.id];
  if (!call) return false;
  if (call.new) return !/^(?:Map|Set|Date|URL|Error|RegExp|Array|Promise|URLSearchParams)$/.test(methodName(program, file, call.callee));
  if (FRESH_ID.test(methodName(program, file, call.callee))) return true;
  const targets = program.site(file, value.id)?.targets ?? [];
  return targets.some((fn) => fn.fact.returns.some((returned) => isFreshLocal(program, fn, returned, depth + 1)));
}

function isFreshLocal(program: Program, fn: Fn, value: Value, depth: number): boolean {
  if (value.kind !== 'variable') return isFresh(program, fn.file, value, depth);
  const variable = program.variable(fn.file, value.id);
  return variable?.function === fn.id && !isKept(program, fn, value.id) && variable.definitions.some((definition) => isFresh(program, fn.file, definition, depth));
}

/** `const client = new Client(); shared.client = client; return client`: made once, whoever's request comes first. */
function isKept(program: Program, { file, id }: Fn, local: number): boolean {
  return program.facts(file).writes.some(({ target, value, function: writer }) => {
    let bottom = target;
    while (bottom.kind === 'member') bottom = bottom.object;
    return writer === id && value.kind === 'variable' && value.id === local && (bottom.kind === 'global' || bottom.kind === 'variable' && program.variable(file, bottom.id)?.function === MODULE_FUNCTION);
  });
}

/** What makes a new name for one piece of work. */
const FRESH_ID = /^(?:randomUUID|nanoid|uuid|uuidv[147]|v[147]|ulid|cuid2?|createId|randomBytes|generateId)$/;
