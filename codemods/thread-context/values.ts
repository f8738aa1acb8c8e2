/** D: a function handed on as a value. Where a context is in reach a closure takes its place; else its slot is followed. */
import { ts } from '@ts-morph/common';
import { isCalledInRequest } from './called-in-request.js';
import { closure, handlerNeed, timer } from './closures.js';
import { callableOf, signatureDeclarations } from './callables.js';
import { losesType, lostLiteral } from './flows.js';
import { identityNeeds } from './identity.js';
import { cachedMessage, flattened, isCache, TIMERS } from './known-functions.js';
import { escapes } from './lifetimes.js';
import { applyNeed } from './members.js';
import type { Block, Need, Target } from './model.js';
import { isAssignment, lineOf } from './syntax.js';
import { isTestFile } from './tests.js';
import type { Uses } from './uses.js';
import { genericWrapper, looksInside, takesAny } from './wrappers.js';

/** Test code that is given a function to say something of it as a double, not to call it. */
const LOOKS_AT_DOUBLES = /^(expect(\.soft)?|(vi|jest)\.(mocked|isMockFunction)|sinon\.assert\.\w+)$/;

export function valueNeeds(uses: Uses, outer: ts.Expression, reference: ts.Expression, target: Target): Need[] {
  const { program } = uses;
  const { parent } = outer;
  const block = (code: Block['code'], at: ts.Node, message: string): Need[] => [{ at, why: '', silent: true, write: () => {}, block: { code, at, message } }];

  if (ts.isVariableDeclaration(parent) && parent.initializer === outer) return alias(uses, parent, reference, target);
  if (ts.isBinaryExpression(parent)) {
    const kind = parent.operatorToken.kind;
    if (kind === ts.SyntaxKind.EqualsToken && parent.left === outer && isSlot(uses, reference, target)) {
      uses.flows(target);
      return [];
    }
    if (kind === ts.SyntaxKind.EqualsToken && parent.left === outer) return block('MONKEYPATCH', parent, `\`${target.name}\` is assigned to here, so a call may reach something else.`);
    if (isComparison(kind)) {
      if (/^(undefined|null)$/.test((parent.left === outer ? parent.right : parent.left).getText())) return [];
      return block('IDENTITY_SENSITIVE', parent, `\`${target.name}\` is compared here: a closure in its place would not be equal.`);
    }
    const chosen = kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
    if (chosen && uses.isModuleLevel(outer)) return uses.ofExpression(parent, target);
    if (chosen) return [closure(uses, outer, reference, target)];
  }
  // `hook ? hook(id) : id`, `hook && hook(id)`: whether it is there, and never what comes of it.
  if (isAsked(outer)) return rename(outer, reference, target);
  if (isDescriptor(parent)) return block('GETTER_NO_PARAM', outer, `\`${target.name}\` becomes a property of \`${parent.parent.parent.getText().split('(')[0] ?? ''}\` here: who reads or calls that property is not seen.`);
  if (ts.isTypeOfExpression(parent) || ts.isExpressionStatement(parent) || ts.isVoidExpression(parent) || ts.isIfStatement(parent) || ts.isPrefixUnaryExpression(parent)) return [];
  if (ts.isExportAssignment(parent)) return [];
  if (ts.isJsxExpression(parent) && isClientFile(outer.getSourceFile())) return block('FRAMEWORK_CALLED', outer, `\`${target.name}\` runs in the browser, where there is no request.`);
  if (ts.isJsxOpeningLikeElement(parent)) return block('FRAMEWORK_CALLED', outer, `\`${target.name}\` is a component: the renderer calls it, with its properties alone.`);
  // `read = recallRun`: the parameter is another name for the function.
  if (ts.isParameter(parent) && parent.initializer === outer && parent.type === undefined && ts.isIdentifier(parent.name)) {
    return [...rename(outer, reference, target), ...uses.ofDeclarations(new Set([parent]), [parent.name.text], renamed(target, parent.name.text), undefined)];
  }

  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    const callee = parent.expression.getText();
    if (isTestFile(program.oracle.fileOf(parent)) && LOOKS_AT_DOUBLES.test(callee)) return rename(outer, reference, target);
    const index = parent.arguments?.indexOf(outer) ?? -1;
    if (callee === 'Reflect.apply' && index === 0 && ts.isCallExpression(parent)) return [applyNeed(parent, 2, `Hands the context to \`${target.name}\`.`, (writer) => target.rename?.(reference, writer))];
    if (isCache(parent) && uses.isModuleLevel(parent)) return block('CACHED_ACROSS_USERS', parent, cachedMessage(parent, `what \`${target.name}\` returned`));
    if (ts.isCallExpression(parent) && TIMERS.has(flattened(callee))) return timer(uses, parent, outer, reference, target);
    if (/^(process|parentPort\??)\.(on|once)$/.test(callee)) {
      const code = /^['"`]message['"`]$/.test(parent.arguments?.[0]?.getText() ?? '') ? 'PROCESS_BOUNDARY' : 'NO_REQUEST';
      return block(code, parent, `\`${target.name}\` is called by another process or at an event of this one, where no user's request is in progress.`);
    }
    const handed = ts.isCallExpression(parent) ? uses.entryAdapter(outer, parent) : undefined;
    if (handed !== undefined) return [handlerNeed(uses, outer, reference, target, handed)];
    const identity = ts.isCallExpression(parent) ? identityNeeds(uses, parent, outer, target) : undefined;
    if (identity !== undefined) return identity;
    if (takesAny(uses, outer) && uses.isModuleLevel(parent)) return block(ts.isCallExpression(parent) && /\.(set|push|add|register)$/.test(callee) ? 'UNTYPED_REGISTRY' : 'UNTYPED_CALL', parent, `\`${target.name}\` goes into \`${callee}\`, where its type is lost.`);
    const wrapper = genericWrapper(uses, parent, outer);
    const looks = wrapper === undefined ? undefined : looksInside(uses, wrapper, index);
    if (looks === 'untyped' && uses.isModuleLevel(parent)) return block('UNTYPED_CALL', parent, `\`${callee}\` reads the arguments that it hands on to \`${target.name}\`, whatever they are: the context would be the first.`);
    if (wrapper !== undefined && looks === undefined && uses.isModuleLevel(parent)) return [...rename(outer, reference, target), ...resultNeeds(uses, parent, target)];
  }
  // The slot's declared function type is the target's own: both change together.
  const slot = program.oracle.checkerOf(outer).getContextualType(outer);
  const signatures = slot === undefined ? [] : signatureDeclarations(program.oracle, slot);
  if (signatures.some((at) => target.members.has(at))) return rename(outer, reference, target);
  const own = signatures.filter((at) => program.oracle.isOwn(at) && callableOf(at) !== undefined);
  // `{ preHandler: [check] }`: a framework's slot, in a part of what is handed to it. The project's own kind of handler is followed.
  const isPart = ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isArrayLiteralExpression(parent);
  const handed = isPart && own.length === 0 ? uses.entryAdapter(outer) : undefined;
  if (handed !== undefined && (handed.type === undefined || target.parameters.length < 2)) return [handlerNeed(uses, outer, reference, target, handed)];

  if (uses.isKept(outer)) return joined(uses, own, target) ?? kept(uses, outer, reference, target, slot);
  const escape = escapes(program, outer);
  if (escape === undefined) {
    const adapter = closure(uses, outer, reference, target);
    return target.rename === undefined && (own.length > 0 || slot === undefined) ? [{ ...adapter, keep: () => uses.keep(outer) }] : [adapter];
  }
  // Start-up code keeps the function: whoever calls the slot hands the context over. Within a request it may be meant for that one's user.
  const supply = uses.supplyAt(outer);
  const atStartUp = supply.kind === 'parameter' && !isCalledInRequest(program, uses.supplyAt, supply.owner);
  return (atStartUp ? joined(uses, own, target) : undefined) ?? [{ at: outer, why: '', silent: true, write: () => {}, block: escape }];
}

function isAsked(value: ts.Expression): boolean {
  const { parent } = value;
  if (ts.isConditionalExpression(parent)) return parent.condition === value;
  if (ts.isWhileStatement(parent) || ts.isDoStatement(parent)) return true;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken && parent.left === value;
}

/** `Object.defineProperty(exports, 'store', { get: getA })` */
function isDescriptor(property: ts.Node): property is ts.PropertyAssignment | ts.ShorthandPropertyAssignment {
  if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) return false;
  const call = property.parent.parent;
  return ts.isCallExpression(call) && /^(Object|Reflect)\.defineProperty$/.test(call.expression.getText()) && call.arguments[2] === property.parent;
}

/** A variable or field that holds one function after the other, as opposed to a function that is overwritten. */
function isSlot(uses: Uses, reference: ts.Expression, target: Target): boolean {
  if (target.rename !== undefined) return false;
  const declarations = uses.program.references.declarations(ts.isPropertyAccessExpression(reference) ? reference.name : reference);
  return declarations.length > 0 && declarations.every((at) => ts.isVariableDeclaration(at) || ts.isPropertyDeclaration(at) || ts.isPropertySignature(at) || ts.isMethodSignature(at) || ts.isParameter(at));
}

/** The project's own function types that the value is put into take the context too. */
function joined(uses: Uses, slots: readonly ts.Declaration[], target: Target): Need[] | undefined {
  const [key] = target.members;
  if (slots.length === 0 || key === undefined || target.rename !== undefined) return undefined;
  for (const at of slots) uses.program.families.join(key, at);
  uses.flows(target);
  return [];
}

/** The function stays as it is where there is no context to capture: its slot is followed, or refuses. */
function kept(uses: Uses, outer: ts.Expression, reference: ts.Expression, target: Target, slot: ts.Type | undefined): Need[] {
  const { parent } = outer;
  const block = (message: string): Need[] => [{ at: outer, why: '', silent: true, write: () => {}, block: { code: 'UNTYPED_REGISTRY', at: outer, message } }];
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) {
    const lost = lostLiteral(uses.program, parent.parent);
    if (lost !== undefined) return block(`\`${target.name}\` is kept in an object whose type is lost at line ${String(lineOf(lost))}, so its callers cannot be found.`);
    if (slot === undefined || slot.getCallSignatures().length === 0 && !losesType(slot)) {
      uses.flows(target);
      return [...rename(outer, reference, target), ...uses.ofDeclarations(new Set([parent]), [parent.name.getText()], renamed(target, parent.name.getText()), undefined)];
    }
  }
  if (slot !== undefined && losesType(slot)) return block(`\`${target.name}\` is kept where its type is Function or any, so its callers cannot be found.`);
  const inferred = slot === undefined && (ts.isArrayLiteralExpression(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent));
  if (!inferred) return [closure(uses, outer, reference, target)];
  uses.flows(target);
  return rename(outer, reference, target);
}

/** The same function under another name. */
function renamed({ members, parameters }: Target, name: string): Target {
  return { name, members, parameters };
}

function rename(at: ts.Node, reference: ts.Expression, target: Target): Need[] {
  if (target.rename === undefined) return [];
  return [{ at, why: 'The factory takes the accessor\'s place.', free: true, write: (_context, writer) => target.rename?.(reference, writer) }];
}

/** G9: a constant is another name. A variable that is assigned again may be something else by the time it is called. */
function alias(uses: Uses, holder: ts.VariableDeclaration, reference: ts.Expression, target: Target): Need[] {
  const list = holder.parent;
  const constant = ts.isVariableDeclarationList(list) && (list.flags & ts.NodeFlags.Const) !== 0;
  if (!ts.isIdentifier(holder.name)) return [];
  if (!constant && uses.program.references.to(new Set([holder]), [holder.name.text]).some(({ name }) => isWritten(name))) {
    return [{ at: holder, why: '', write: () => {}, block: { code: 'REASSIGNED', at: holder, message: `\`${holder.name.text}\` is assigned more than once, so its target is not certain.` } }];
  }
  return [...rename(holder, reference, target), ...uses.ofDeclarations(new Set([holder]), [holder.name.text], renamed(target, holder.name.text), undefined)];
}

function isWritten(name: ts.Node): boolean {
  const { parent } = name;
  return isAssignment(parent) && parent.left === name;
}

function isComparison(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken;
}

/** The uses of what a wrapper returned, when it is given a name. */
function resultNeeds(uses: Uses, call: ts.Expression, target: Target): Need[] {
  return uses.ofExpression(call, renamed(target, target.name));
}

function isClientFile(source: ts.SourceFile): boolean {
  const [first] = source.statements;
  return first !== undefined && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression) && first.expression.text === 'use client';
}
