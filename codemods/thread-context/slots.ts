/** C10, D9–D11: a function is called through a value of its type, and other functions stand in the same slots. */
import { ts } from '@ts-morph/common';
import { callNeeds } from './calls.js';
import { callableOf, declarationOf, signatureDeclarations } from './callables.js';
import { losesType } from './flows.js';
import type { Need, Target } from './model.js';
import type { Program } from './program.js';
import { Signatures } from './signatures.js';
import { enclosing, isCallable, isClosure, nameTextOf, parentOf, wrapped } from './syntax.js';
import type { Uses } from './uses.js';

/** One index for a program, however often it is solved. */
const indices: WeakMap<Program, Signatures> = new WeakMap();

function signaturesOf(program: Program): Signatures {
  const known = indices.get(program) ?? new Signatures(program.oracle);
  indices.set(program, known);
  return known;
}

/**
 * Calls of the group by type, beside those that are known by name; what else stands in its slots joins the group.
 * @param names under which the group's functions, and what holds them, go
 */
export function slotNeeds(uses: Uses, target: Target, key: ts.Node, names: Iterable<string>, known: readonly Need[]): Need[] {
  const { oracle, families, references } = uses.program;
  const namedBy = (value: ts.Expression): readonly ts.Declaration[] => references.declarations(ts.isPropertyAccessExpression(value) ? value.name : value);
  const signatures = signaturesOf(uses.program);
  const called = new Set(known.map((need) => need.at));
  const found: Need[] = [];
  const files = new Set([...target.members].filter((at) => oracle.isOwn(at)).map((at) => oracle.fileOf(at)));
  const asked: Set<string> = new Set();
  const ask = (name: string): void => {
    if (asked.has(name)) return;
    asked.add(name);
    for (const file of oracle.filesNaming(name)) files.add(file);
  };
  for (const name of names) ask(name);
  const join = (callable: ts.Node | undefined): void => {
    if (callable !== undefined && !target.members.has(callable)) families.join(key, callable);
  };
  for (const member of target.members) {
    const lost = ts.isExpression(member) && declarationOf(member) === member ? oracle.checkerOf(member).getContextualType(member) : undefined;
    if (lost === undefined || !losesType(lost)) continue;
    const block = { code: 'UNTYPED_REGISTRY', at: member, message: 'This function goes where its type is lost, so its callers cannot be found.' } as const;
    found.push({ at: member, why: '', silent: true, write: () => {}, block });
  }
  // The set grows while it is iterated: what carries the function on leads to further files.
  for (const file of files) {
    const here = signatures.in(file);
    if (here === undefined) continue;
    for (const member of target.members) {
      for (const name of here.carriers.get(member) ?? []) ask(name);
      for (const call of here.calls.get(member) ?? []) {
        if (called.has(call)) continue;
        called.add(call);
        found.push(...callNeeds(uses, call, call.expression, target));
      }
      for (const value of here.passed.get(member) ?? []) {
        const named = namedBy(value).map(callableOf);
        if (called.has(wrapped(value)) || named.some((at) => at !== undefined && target.members.has(at))) continue;
        called.add(wrapped(value));
        found.push(...uses.ofExpression(value, slotTarget(target, member)));
      }
      for (const value of here.filled.get(member) ?? []) {
        if (isClosure(value)) join(value);
        else if (ts.isCallExpression(value)) for (const at of signatureDeclarations(oracle, oracle.type(value))) join(at);
        else for (const at of namedBy(value)) join(callableOf(at));
      }
    }
  }
  return found;
}

/** What is known only by its type has the parameters that this says. */
function slotTarget(target: Target, member: ts.Node): Target {
  return isCallable(member) ? { ...target, parameters: member.parameters.filter(ts.isParameter) } : target;
}

/** Names under which a slot's type goes: its alias, and the variables, parameters and properties declared with it. */
export function namesOfSlot(slot: ts.Node): string[] {
  const declaration = declarationOf(slot);
  if (isClosure(slot)) return enclosingNames(slot);
  const named = enclosing(slot, (at): at is ts.NamedDeclaration => ts.isVariableDeclaration(at) || ts.isParameter(at) || ts.isPropertySignature(at) || ts.isPropertyDeclaration(at) || ts.isTypeAliasDeclaration(at));
  return [declaration, named].flatMap((at) => (at === undefined ? [] : nameTextOf(at) ?? []));
}

/** An anonymous closure is known by the functions that return it. */
function enclosingNames(closure: ts.Node): string[] {
  const names: string[] = [];
  for (let at = parentOf(closure); at !== undefined; at = parentOf(at)) {
    const name = ts.isFunctionDeclaration(at) || ts.isVariableDeclaration(at) || ts.isMethodDeclaration(at) || ts.isPropertyAssignment(at) ? nameTextOf(at) : undefined;
    if (name !== undefined) names.push(name);
  }
  return names;
}
