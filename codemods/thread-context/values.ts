/** D: a function handed on as a value. Where a context is in reach a closure takes its place; else its slot is followed. */
import { ts } from '@ts-morph/common';
import { applyNeed } from './members.js';
import { callableOf, signatureDeclarations } from './families.js';
import { identityNeeds } from './identity.js';
import { losesType, lostLiteral } from './flows.js';
import { escapes } from './lifetimes.js';
import type { Block, Need, Target } from './model.js';
import { flattened, isCache, TIMERS } from './known-functions.js';
import { freshNames, typedList } from './names.js';
import { isJavaScript } from './style.js';
import { enclosing, isBodied, lineOf } from './syntax.js';
import type { EntryAdapter } from './entry-points/derive.js';
import type { Uses } from './uses.js';

export function valueNeeds(uses: Uses, outer: ts.Expression, reference: ts.Expression, target: Target): Need[] {
  const { program } = uses;
  const { parent } = outer;
  const block = (code: Block['code'], at: ts.Node, message: string): Need[] => [{ at, why: '', silent: true, write: () => {}, block: { code, at, message } }];

  if (ts.isVariableDeclaration(parent) && parent.initializer === outer) return alias(uses, parent, reference, target);
  if (ts.isBinaryExpression(parent)) {
    const kind = parent.operatorToken.kind;
    if (kind === ts.SyntaxKind.EqualsToken && parent.left === outer) return block('MONKEYPATCH', parent, `\`${target.name}\` is assigned to here, so a call may reach something else.`);
    if (isComparison(kind)) {
      if (/^(undefined|null)$/.test((parent.left === outer ? parent.right : parent.left).getText())) return [];
      return block('IDENTITY_SENSITIVE', parent, `\`${target.name}\` is compared here: a closure in its place would not be equal.`);
    }
    const chosen = kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
    if (chosen && uses.isModuleLevel(outer)) return uses.ofExpression(parent, target);
    if (chosen) return [closure(uses, outer, reference, target)];
  }
  if (ts.isTypeOfExpression(parent) || ts.isExpressionStatement(parent) || ts.isIfStatement(parent) || ts.isPrefixUnaryExpression(parent)) return [];
  if (ts.isExportAssignment(parent)) return [];
  if (ts.isJsxExpression(parent) && isClientFile(outer.getSourceFile())) return block('FRAMEWORK_CALLED', outer, `\`${target.name}\` runs in the browser, where there is no request.`);
  if (ts.isJsxOpeningLikeElement(parent)) return block('FRAMEWORK_CALLED', outer, `\`${target.name}\` is a component: the renderer calls it, with its properties alone.`);
  // `read = recallRun`: the parameter is another name for the function.
  if (ts.isParameter(parent) && parent.initializer === outer && parent.type === undefined && ts.isIdentifier(parent.name)) {
    return [...rename(outer, reference, target), ...uses.ofDeclarations(new Set([parent]), [parent.name.text], { name: parent.name.text, members: target.members, parameters: target.parameters }, undefined)];
  }

  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    const callee = parent.expression.getText();
    const index = parent.arguments?.indexOf(outer) ?? -1;
    if (callee === 'Reflect.apply' && index === 0 && ts.isCallExpression(parent)) return [applyNeed(parent, 2, `Hands the context to \`${target.name}\`.`, (writer) => target.rename?.(reference, writer))];
    if (isCache(parent) && uses.isModuleLevel(parent)) return block('CACHED_ACROSS_USERS', parent, `\`${callee}\` keeps what \`${target.name}\` returned for one user and gives it to the next.`);
    if (ts.isCallExpression(parent) && TIMERS.has(flattened(callee))) return timer(uses, parent, outer, reference, target);
    if (/^(process|parentPort\??)\.(on|once)$/.test(callee)) {
      const code = /^['"`]message['"`]$/.test(parent.arguments?.[0]?.getText() ?? '') ? 'PROCESS_BOUNDARY' : 'NO_REQUEST';
      return block(code, parent, `\`${target.name}\` is called by another process or at an event of this one, where no user's request is in progress.`);
    }
    const handed = ts.isCallExpression(parent) ? uses.entryAdapter(parent, outer) : undefined;
    if (handed !== undefined) return [handlerNeed(outer, reference, target, handed)];
    const identity = ts.isCallExpression(parent) ? identityNeeds(uses, parent, outer, target) : undefined;
    if (identity !== undefined) return identity;
    if (takesAny(uses, outer) && uses.isModuleLevel(parent)) return block(ts.isCallExpression(parent) && /\.(set|push|add|register)$/.test(callee) ? 'UNTYPED_REGISTRY' : 'UNTYPED_CALL', parent, `\`${target.name}\` goes into \`${callee}\`, where its type is lost.`);
    const wrapper = genericWrapper(uses, parent, outer);
    if (wrapper !== undefined && uses.isModuleLevel(parent)) return [...rename(outer, reference, target), ...resultNeeds(uses, parent, target)];
  }
  const escape = escapes(program, outer);
  if (escape !== undefined && !uses.isModuleLevel(outer)) return [{ at: outer, why: '', silent: true, write: () => {}, block: escape }];

  // The slot's declared function type is the target's own: both change together.
  const slot = program.oracle.checkerOf(outer).getContextualType(outer);
  const signatures = slot === undefined ? [] : signatureDeclarations(program.oracle, slot);
  if (signatures.some((at) => target.members.has(at))) return rename(outer, reference, target);

  if (!uses.isModuleLevel(outer)) return [closure(uses, outer, reference, target)];

  const own = signatures.filter((at) => program.oracle.isOwn(at) && callableOf(at) !== undefined);
  const key = [...target.members][0];
  if (own.length > 0 && key !== undefined && target.rename === undefined) {
    for (const at of own) program.families.join(key, at);
    uses.flows(target);
    return [];
  }
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) {
    const lost = lostLiteral(program, parent.parent);
    if (lost !== undefined) return block('UNTYPED_REGISTRY', outer, `\`${target.name}\` is kept in an object whose type is lost at line ${String(lineOf(lost))}, so its callers cannot be found.`);
    if (slot === undefined || signatures.length === 0 && !losesType(slot)) uses.flows(target);
    if (slot === undefined || signatures.length === 0 && !losesType(slot)) return [...rename(outer, reference, target), ...uses.ofDeclarations(new Set([parent]), [parent.name.getText()], { name: parent.name.getText(), members: target.members, parameters: target.parameters }, undefined)];
  }
  if (slot !== undefined && losesType(slot)) return block('UNTYPED_REGISTRY', outer, `\`${target.name}\` is kept where its type is Function or any, so its callers cannot be found.`);
  if (slot === undefined && ts.isArrayLiteralExpression(parent)) {
    uses.flows(target);
    return rename(outer, reference, target);
  }
  return [closure(uses, outer, reference, target)];
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
  return [...rename(holder, reference, target), ...uses.ofDeclarations(new Set([holder]), [holder.name.text], { name: holder.name.text, members: target.members, parameters: target.parameters }, undefined)];
}

function isWritten(name: ts.Node): boolean {
  const { parent } = name;
  return ts.isBinaryExpression(parent) && parent.left === name && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}

function isComparison(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken;
}

function takesAny(uses: Uses, argument: ts.Expression): boolean {
  const slot = uses.program.oracle.checkerOf(argument).getContextualType(argument);
  if (slot === undefined) return false;
  if (losesType(slot)) return true;
  const [signature] = slot.getCallSignatures();
  const rest = signature?.parameters[0];
  const declared = rest?.valueDeclaration;
  if (declared === undefined || !ts.isParameter(declared) || declared.dotDotDotToken === undefined || !uses.program.oracle.isOwn(declared)) return false;
  return declared.type !== undefined && /^(readonly\s+)?any\[\]$|^Array<any>$/.test(declared.type.getText());
}

/** D11, D15: `timed(f)`, `promisify(f)`: what comes back has the parameters of what went in. */
function genericWrapper(uses: Uses, call: ts.CallExpression | ts.NewExpression, argument: ts.Expression): ts.Signature | undefined {
  const checker = uses.program.oracle.checkerOf(call);
  const signature = checker.getResolvedSignature(call);
  const declaration = signature?.declaration as ts.SignatureDeclaration | undefined;
  const index = call.arguments?.indexOf(argument) ?? -1;
  const parameter = declaration?.parameters[index];
  if (signature === undefined || declaration?.typeParameters === undefined || parameter?.type === undefined || declaration.type === undefined) return undefined;
  const generic = new Set(declaration.typeParameters.map((at) => at.name.text));
  const mentioned = (node: ts.Node): string[] => [...node.getText().matchAll(/\b\w+\b/g)].map((match) => match[0]).filter((name) => generic.has(name));
  const shared = mentioned(parameter.type).some((name) => mentioned(declaration.type ?? call).includes(name));
  const returns = checker.getTypeAtLocation(call);
  const given = checker.getTypeAtLocation(argument).getCallSignatures()[0]?.parameters[0];
  return shared && returns.getCallSignatures().length > 0 && (given === undefined || returns.getCallSignatures()[0]?.parameters.length !== 0) ? signature : undefined;
}

/** The uses of what a wrapper returned, when it is given a name. */
function resultNeeds(uses: Uses, call: ts.Expression, target: Target): Need[] {
  return uses.ofExpression(call, { name: target.name, members: target.members, parameters: target.parameters });
}

/** D5: inside a request, a timer's arguments move into the closure. */
function timer(uses: Uses, call: ts.CallExpression, outer: ts.Expression, reference: ts.Expression, target: Target): Need[] {
  if (uses.isModuleLevel(call)) return [{ at: call, why: '', write: () => {}, block: { code: 'NO_REQUEST', at: call, message: `\`${target.name}\` runs on a timer of the process, where no user's request is in progress.` } }];
  const first = TIMERS.get(flattened(call.expression.getText())) ?? 1;
  const extra = call.arguments.slice(first);
  if (call.arguments[0] !== outer) return [closure(uses, outer, reference, target)];
  const source = call.getSourceFile();
  const why = 'The timer calls a closure that has the context.';
  return [{ at: outer, why, adapted: true, silent: true, write: (context, writer) => {
    target.rename?.(reference, writer);
    const options = { kind: 'adapt', why } as const;
    writer.insert(source, outer.getStart(source), '() => ', options);
    const given = `(${[context, ...extra.map((at) => at.getText())].join(', ')})`;
    const kept = call.arguments[first - 1];
    const last = extra.at(-1);
    if (kept !== outer || last === undefined) writer.insert(source, outer.getEnd(), given, options);
    if (kept !== undefined && last !== undefined) writer.replace(source, kept.getEnd(), last.getEnd(), kept === outer ? given : '', options);
  } }];
}

/** F: a function of the project as a handler: the closure derives the context from what the framework hands over. */
function handlerNeed(outer: ts.Expression, reference: ts.Expression, target: Target, { request, index, source: makeSource }: EntryAdapter): Need {
  const source = outer.getSourceFile();
  const why = `A framework calls \`${target.name}\`: a closure derives the context from the request.`;
  return { at: outer, why, adapted: true, silent: true, free: true, write: (_context, writer) => {
    const options = { kind: 'adapt', why } as const;
    const { list, forwarded } = forwarding(target, request);
    const own = index === undefined ? list : [...Array.from({ length: index + 1 }, (_, at) => (at === index ? request : `_${String(at)}`)), ...forwarded.slice(index + 1)].join(', ');
    const given = index === undefined ? forwarded : forwarded.map((name, at) => (at === index ? request : at < index ? `_${String(at)}` : name));
    target.rename?.(reference, writer);
    writer.insert(source, outer.getStart(source), `(${own}) => `, { ...options, order: -1 });
    writer.insert(source, outer.getEnd(), `(${[makeSource((at, name, module) => writer.named(at, name, module)), ...given].join(', ')})`, options);
  } };
}

/** D1, D2, D4, D6, D12: a closure that forwards exactly what the function took before. */
export function closure(uses: Uses, outer: ts.Expression, reference: ts.Expression, target: Target): Need {
  const source = outer.getSourceFile();
  const slot = uses.program.oracle.checkerOf(outer).getContextualType(outer);
  // Where the slot gives no types the closure has to bring them, or its parameters would be any.
  const untyped = (slot === undefined || slot.getNonNullableType().getCallSignatures().length === 0) && !isJavaScript(source);
  const why = `\`${target.name}\` is called by others with its old parameters: a closure adds the context.`;
  const shorthand = ts.isShorthandPropertyAssignment(outer.parent) ? outer.parent : undefined;
  return { at: outer, why, adapted: true, silent: true, write: (context, writer) => {
    const options = { kind: 'adapt', why } as const;
    const { list: plain, forwarded } = forwarding(target, context);
    const list = untyped ? typedList(target, forwarded) : plain;
    const call = `(${[context, ...forwarded].join(', ')})`;
    target.rename?.(reference, writer);
    if (shorthand !== undefined) {
      // The property keeps its name, whatever the value is called from now on: `run: create`.
      writer.rebuild(shorthand, (between) => `${shorthand.name.text}: (${list}) => ${between(shorthand.getStart(source), shorthand.getEnd()).replace(/^.*:\s*/, '')}${call}`, options);
      return;
    }
    const [open, close] = needsBrackets(outer) ? ['(', ')'] : ['', ''];
    writer.insert(source, outer.getStart(source), `${open}(${list}) => `, { ...options, order: -1 });
    writer.insert(source, outer.getEnd(), `${call}${close}`, options);
  } };
}

/** An arrow function cannot stand as an operand. */
function needsBrackets(outer: ts.Expression): boolean {
  const { parent } = outer;
  return ts.isBinaryExpression(parent) && !(parent.right === outer && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment);
}

export function forwarding(target: Target, context: string): { readonly list: string; readonly forwarded: readonly string[] } {
  const parameters = target.parameters.filter((at) => !(ts.isIdentifier(at.name) && at.name.text === 'this'));
  const names = freshNames(parameters, context.split('.')[0] ?? context);
  const list = parameters.map((at, index) => `${at.dotDotDotToken === undefined ? '' : '...'}${names[index] ?? ''}`);
  return { list: list.join(', '), forwarded: list };
}

export function ownerFunction(node: ts.Node): ts.Node | undefined {
  return enclosing(node, isBodied);
}

function isClientFile(source: ts.SourceFile): boolean {
  const [first] = source.statements;
  return first !== undefined && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression) && first.expression.text === 'use client';
}
