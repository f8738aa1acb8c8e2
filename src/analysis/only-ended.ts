import type { Call, FileFacts, Value } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { methodName } from './entries/entries.js';
import { ENDS } from './lookups.js';
import { variablesIn } from './places.js';
import type { Program } from './program.js';
import type { ReadIndex, ReadSite } from './read-back.js';

const ASKS = /^(?:push|add|unshift|delete|clear|includes|indexOf|has|length|size|splice)$/;
const EACH = /^(?:forEach|map)$/;
const FINDS = /^(?:find|findIndex|findLast)$/;
const TAKES_OUT = /^(?:without|pull|remove|difference|find)$/;

/**
 * A list of those who are there, as of connections: the program finds one by what it is called, takes one out, and at the
 * end closes all of them. None of it is handed to anybody else.
 */
export function isOnlyEnded(program: Program, reads: ReadIndex, effect: Effect): boolean {
  if (effect.operator !== 'call' || effect.place.path.includes('*')) return false;
  const found = reads.reads(effect.place);
  return found.some((read) => isEnding(program, read)) && found.every((read) => isQuestion(read) || isEnding(program, read) || isSearch(program, read));
}

function isQuestion({ of }: ReadSite): boolean {
  return of.kind === 'member' && typeof of.key === 'string' && ASKS.test(of.key);
}

/** `agents.forEach((agent) => agent.close());`, `for (const agent of agents) agent.close();` */
function isEnding(program: Program, { file, of, at }: ReadSite): boolean {
  const facts = program.facts(file);
  const call = callOn(facts, of);
  if (call) {
    const [callback] = call.arguments;
    const [element] = callback?.kind === 'function' ? facts.functions[callback.id]?.parameters ?? [] : [];
    return EACH.test(keyOf(call)) && call.statement === true && element !== undefined && isEnded(facts, element);
  }
  const loop = facts.variables.findIndex(({ definitions: [made] }) => made?.kind === 'member' && typeof made.key !== 'string' && made.at === at);
  return loop >= 0 && isEnded(facts, loop);
}

/** `clients.find((client) => client.name === name)`, `without(clients, client)` */
function isSearch(program: Program, { file, of, at }: ReadSite): boolean {
  const facts = program.facts(file);
  const call = callOn(facts, of);
  if (!call) return facts.calls.some(({ callee, arguments: [list, one], at: start, end }) => one !== undefined && start <= at && at < end && list?.kind === of.kind && TAKES_OUT.test(methodName(program, file, callee)));
  const [callback] = call.arguments;
  const fn = callback?.kind === 'function' ? facts.functions[callback.id] : undefined;
  return FINDS.test(keyOf(call)) && fn?.returns.length === 1 && fn.returns.every((value) => value.kind === 'derived' && variablesIn(value).some((id) => !fn.parameters.includes(id)));
}

function callOn({ calls }: FileFacts, of: Value): Call | undefined {
  return of.kind === 'member' ? calls.find(({ callee }) => callee.kind === 'member' && callee.at === of.at && callee.key === of.key) : undefined;
}

function keyOf({ callee }: Call): string {
  return callee.kind === 'member' ? String(callee.key) : '';
}

/** Whether nothing is done with what a variable holds but that it is closed, stopped or the like, or told what everybody may hear. */
function isEnded({ calls, writes, variables }: FileFacts, id: number): boolean {
  const isIt = (value: Value): boolean => variablesIn(value).includes(id);
  const isAsked = ({ callee }: Call): boolean => callee.kind === 'member' && isIt(callee.object);
  const isEnd = (call: Call): boolean => ENDS.test(keyOf(call)) || call.arguments.every(({ kind }) => kind === 'literal') && call.arguments.length > 0;
  return calls.some(isAsked) && calls.every((call) => !call.arguments.some(isIt) && (!isAsked(call) || isEnd(call)) && !isIt(call.callee.kind === 'member' ? { kind: 'unknown' } : call.callee))
    && !writes.some(({ value }) => isIt(value)) && !variables.some(({ definitions }) => definitions.some(isIt));
}
