/** B5 and B13: calls through any. Nobody would notice that the context is missing, so they refuse, each by name. */
import { ts } from '@ts-morph/common';
import { callableOf, declarationOf } from './callables.js';
import { statementsKnowing } from '../oracle/knowing.js';
import { lostObject } from './flows.js';
import type { Need, Target } from './model.js';
import type { Program } from './program.js';
import { contains, lineOf, unwrap } from './syntax.js';

export function untypedBlock(at: ts.Node, message: string): Need {
  return { at, why: '', silent: true, write: () => {}, block: { code: 'UNTYPED_CALL', at, message } };
}

/** Whether a cast between the two loses the type. */
export function passesAny(program: Program, from: ts.Node, to: ts.Node): boolean {
  for (let at = from.parent; contains(to, at); at = at.parent) {
    if ((ts.isAsExpression(at) || ts.isTypeAssertionExpression(at)) && (program.oracle.type(at).flags & ts.TypeFlags.Any) !== 0) return true;
    if (at === to) break;
  }
  return false;
}

/**
 * Calls of a member's name on a receiver of type any: where the receiver is one of its objects under a cast, and where one
 * of its objects has been given away untyped, so that it may be. A member that nothing is known to call is called by
 * whoever was given such an object.
 */
export function untypedNeeds(program: Program, name: string, target: Target, isCalled: boolean): Need[] {
  const { oracle } = program;
  const members = [...target.members].filter((at) => oracle.isOwn(at));
  const declarations: Set<ts.Node> = new Set(members.flatMap((at) => [at, declarationOf(at)]));
  const isMine = (at: ts.Declaration): boolean => declarations.has(at) || declarations.has(callableOf(at) ?? at);
  const unknown: ts.Node[] = [];
  const needs: Need[] = [];
  for (const { name: node, receiver } of program.references.untyped(name)) {
    const at = node.parent.parent;
    const type = oracle.type(unwrap(receiver));
    if ((type.flags & ts.TypeFlags.Any) !== 0 || (oracle.type(receiver).flags & ts.TypeFlags.Any) === 0) unknown.push(at);
    else if (oracle.declarations(type.getProperty(name)).some(isMine)) needs.push(untypedBlock(at, `\`${name}\` is called on a receiver cast to any: a missing context would not be noticed.`));
  }
  const [first] = unknown;
  // What a package declares, or reads, is refused for that.
  const isFree = !isCalled && target.getter !== true && members.length === target.members.size;
  const lost = first === undefined && (!isFree || needs.length > 0) ? undefined : lostObject(oracle, declarations, name, new Set(members.flatMap((at) => [...statementsKnowing(oracle, at)])), isFree);
  if (lost === undefined && isFree) return [...needs, ...unknown.map((at) => untypedBlock(at, `Nothing else is known to call \`${name}\`, and what it is called on here has no type that says whose it is.`))];
  if (lost === undefined) return needs;
  const where = `${oracle.fileOf(lost)}:${String(lineOf(lost))}`;
  if (first === undefined) return [{ at: lost, why: '', silent: true, write: () => {}, block: { code: 'UNTYPED_REGISTRY', at: lost, message: `Nothing is known to call \`${name}\`, and an object that has it is given away here: whoever takes it may.` } }];
  return [...needs, ...unknown.map((at) => untypedBlock(at, `\`${name}\` is called through any here, and an object that has it goes where its type is lost at ${where}: it may be the one.`))];
}
