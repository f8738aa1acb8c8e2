/** A signature group: what must change together, what stands in the way of changing it, and who uses it. */
import { ts } from '@ts-morph/common';
import { classNeeds, constructorParameters } from './classes.js';
import { isGenerated } from './closed-files.js';
import { otherPrototype } from './commonjs.js';
import { calledByDecorator } from './decorators.js';
import { calledByFramework } from './entry-points/called.js';
import { declarationOf } from './callables.js';
import { cachedMessage, isCache } from './known-functions.js';
import { isModuleLevel } from './lifetimes.js';
import { calledThroughWrapper } from './method-wrappers.js';
import type { Block, Group, Need, Target } from './model.js';
import type { Program } from './program.js';
import { isPublic, keepsOldForm } from './public-api.js';
import { forEachDescendant, isBodied, isClosure, nameOf, wrapped, type Bodied } from './syntax.js';
import type { Uses } from './uses.js';

const PROTOCOL = /^(toJSON|toString|toLocaleString|valueOf|then|inspect|\[Symbol\.\w+\]|\[util\.inspect\.custom\])$/;

export function functionGroup(program: Program, uses: Uses, fn: Bodied): Group {
  for (;;) {
    const members = new Set(program.families.members(fn));
    const target = targetOf(fn, members);
    const needs = uses.ofGroup(fn, target);
    if (program.families.members(fn).size > members.size) continue;
    const kept = [...members].filter((member) => keepsOldForm(member) && isPublic(program, member));
    needs.push(...kept.map((at): Need => ({ at, why: 'Its old form stays for other programs.', adapted: true, free: true, write: () => {} })));
    return { key: fn, members, needs, block: blockOf(program, fn, members, needs) };
  }
}

export function classGroup(uses: Uses, owner: ts.ClassLikeDeclaration): Group {
  const target: Target = { name: owner.name?.text ?? 'the class', members: new Set([owner]), parameters: constructorParameters(owner) };
  const { needs, block } = classNeeds(uses, owner, target);
  return { key: owner, members: new Set([owner]), needs, block };
}

function targetOf(fn: Bodied, members: ReadonlySet<ts.Node>): Target {
  // What is known only by its signature may be any of them: the longest list forwards what each takes.
  const [parameters] = [fn, ...[...members].filter(isBodied)].map((at) => [...at.parameters]).sort((a, b) => b.length - a.length);
  return { name: nameOf(fn), members, parameters: parameters ?? [], ...(ts.isGetAccessorDeclaration(fn) ? { getter: true } : {}) };
}

function blockOf(program: Program, fn: Bodied, members: ReadonlySet<ts.Node>, needs: readonly Need[]): Block | undefined {
  const name = nameOf(fn);
  const frozen = [...members].find((member) => !program.oracle.isOwn(member));
  if (PROTOCOL.test(name)) return { code: 'RUNTIME_PROTOCOL', at: fn, message: `\`${name}\` is called by the language, with arguments of its own.` };
  if (frozen !== undefined) {
    const called = needs.some((need) => need.free !== true);
    return called
      ? { code: 'FROZEN_SIGNATURE', at: fn, message: `\`${name}\` has to match a declaration in ${shortFile(frozen)}, which is not ours to change.` }
      : { code: 'FRAMEWORK_CALLED', at: fn, message: `\`${name}\` is called by ${shortFile(frozen)}, with arguments of its own.` };
  }
  const published = [...members].find((member) => isPublic(program, member) && !keepsOldForm(member));
  if (published !== undefined) return { code: 'FROZEN_SIGNATURE', at: published, message: `\`${name}\` belongs to what ${shortFile(published)} publishes: other programs call or implement it as it is.` };
  const other = [...members].flatMap((member) => otherPrototype(program, declarationOf(member)) ?? [])[0];
  if (other !== undefined) return { code: 'MIXED_TARGET', at: fn, message: `\`${other.getText()}\` in ${shortFile(other)} bears the same name, and prototypes are made of one another: which of the two is called, no type says.` };
  if (ts.isSetAccessorDeclaration(fn)) return { code: 'SETTER_NO_PARAM', at: fn, message: `The setter \`${name}\` has exactly one parameter.` };
  if (ts.isGetAccessorDeclaration(fn) && needs.length === 0) return { code: 'GETTER_NO_PARAM', at: fn, message: `\`${name}\` is read by code that cannot be changed: make it a method.` };
  const generated = [...members].find((member) => isGenerated(member.getSourceFile()));
  if (generated !== undefined) return { code: 'GENERATED', at: fn, message: `${shortFile(generated)} says that it is generated: change its generator.` };
  const called = [...members].flatMap((member) => (isBodied(member) ? calledByFramework(program, member) ?? [] : []))[0];
  if (called !== undefined) return called;
  const cached = [...members].flatMap((member) => cachedByModule(member) ?? [])[0];
  if (cached !== undefined) return { code: 'CACHED_ACROSS_USERS', at: cached, message: cachedMessage(cached) };
  const decorated = [...members].map((member) => calledByDecorator(program, member)).find((at) => at !== undefined);
  if (decorated !== undefined) return decorated;
  const around = [...members].flatMap((member) => calledThroughWrapper(program, member) ?? [])[0];
  if (around !== undefined) return around;
  if (/^[A-Z]/.test(name) && isBodied(fn) && returnsJsx(fn)) return { code: 'FRAMEWORK_CALLED', at: fn, message: `\`${name}\` is a component: the renderer calls it, with its properties alone.` };
  for (const member of members) {
    const use = isBodied(member) ? readsArguments(member) : undefined;
    if (use !== undefined) return { code: 'USES_ARGUMENTS', at: use, message: `\`${name}\` reads \`arguments\` by position, which another first parameter would shift.` };
  }
  return undefined;
}

/** `const flush = debounce((runId) => …)`: what the project's own function makes of it is one for all users. */
function cachedByModule(member: ts.Node): ts.CallExpression | undefined {
  const call = isClosure(member) ? wrapped(member).parent : member;
  return ts.isCallExpression(call) && isCache(call) && isModuleLevel(call) ? call : undefined;
}

function readsArguments(member: Bodied): ts.Node | undefined {
  let found: ts.Node | undefined;
  if (member.body === undefined) return undefined;
  forEachDescendant(member.body, (node) => {
    if (isBodied(node) && !ts.isArrowFunction(node)) return false;
    if (ts.isIdentifier(node) && node.text === 'arguments' && !isMemberName(node)) found ??= node;
    return undefined;
  });
  return found;
}

/** `call.arguments`, `{ arguments: given }`: a word like any other. */
function isMemberName(node: ts.Identifier): boolean {
  const parent = node.parent as ts.Node & { readonly name?: ts.Node; readonly propertyName?: ts.Node };
  if (ts.isBindingElement(parent)) return parent.propertyName === node || parent.propertyName === undefined && parent.name === node;
  return parent.name === node && !ts.isShorthandPropertyAssignment(parent);
}

function returnsJsx(fn: Bodied): boolean {
  let found = false;
  if (fn.body !== undefined) forEachDescendant(fn.body, (node) => {
    if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) found = true;
    return !found;
  });
  return found;
}

function shortFile(node: ts.Node): string {
  const { fileName } = node.getSourceFile();
  // The innermost folder: a store of packages has folders of that name inside one another.
  if (/node_modules\/typescript\/lib\//.test(fileName)) return 'the language';
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(fileName)?.[1] ?? fileName.slice(fileName.lastIndexOf('/') + 1);
}
