/**
 * Looks in the edited program for what no type-check can see: a function that takes the context now and is still called,
 * or handed on to be called, without it. It knows nothing of how the plan was made: it reads off the edits which
 * functions got a parameter, and asks the edited program who uses them.
 */
import { ts } from '@ts-morph/common';
import type { Edit } from '../../change/plan.js';
import { byFile, changedRanges } from '../../change/splice.js';
import type { Reached } from '../../oracle/influence.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import { assignedName, throughThis } from '../commonjs.js';
import { earlyFields } from './early-fields.js';
import { heldOver } from './held-over.js';
import { uncheckedIn } from './javascript.js';
import { oldForms } from './old-forms.js';
import { problemAt, type Planned } from './passed.js';
import { shiftedIn } from './shifted.js';
import { staleDoubles } from './stale-doubles.js';

export type Missed = { readonly file: string; readonly line: number; /** Whose edit gave the function its parameter. */ readonly component: number; readonly message: string };

export type AuditRequest = {
  readonly original: TypeOracle;
  readonly edited: TypeOracle;
  readonly edits: readonly Edit[];
  /** What the edits can have changed the types of. */
  readonly reached: Reached;
  /** The original text of a file. */
  readonly textOf: (file: string) => string;
};

/** What a declaration got: the new parameter, and the component whose edit it is. */
type Gain = { readonly parameter: ts.ParameterDeclaration; readonly component: number };

/** The declarations that took the context, by the name under which they are used. */
type Threaded = ReadonlyMap<string, ReadonlyMap<ts.Node, Gain>>;

export function audit(request: AuditRequest): readonly Missed[] {
  const { edited } = request;
  const missed: Missed[] = [];
  const planned = plannedText(request);
  const threaded = threadedFunctions(request, planned);
  for (const [name, declarations] of threaded) {
    for (const file of edited.filesNaming(name)) {
      for (const node of edited.identifiers(file, name)) {
        const gain = isUse(node) ? gainOf(edited, node, declarations) : undefined;
        const problem = gain && problemAt(edited, node, gain.parameter, planned);
        if (gain === undefined || problem === undefined) continue;
        missed.push({ ...placeOf(edited, node), component: gain.component, message: `\`${name}\` takes the context now, but ${problem}` });
      }
    }
    for (const gain of declarations.values()) if (isUndocumented(gain)) missed.push({ ...placeOf(edited, gain.parameter), component: gain.component, message: `\`${name}\` documents its parameters, but not the context.` });
  }
  missed.push(...uncalled(request, planned));
  const early = [...new Set(request.edits.filter(({ text }) => MODIFIER.test(text)).map(({ file }) => file))].flatMap((file) => earlyFields(edited.source(file), (parameter) => planned(parameter) !== undefined));
  const unset = early.map(({ field, parameter }): Missed => ({ ...placeOf(edited, field), component: planned(parameter)?.component ?? 0, message: `\`${field.name.getText()}\` is set before the context that it needs.` }));
  const unchecked = [...byFile(request.edits)].flatMap(([file, edits]) => uncheckedIn({ ...request, file, edits }));
  return [...missed, ...unset, ...shifted(request, threaded), ...[...unchecked, ...staleDoubles(request), ...oldForms(edited, request.edits, planned), ...heldOver(edited, request.edits, planned)].map(({ node, edit, message }) => ({ ...placeOf(edited, node), component: edit?.component ?? 0, message }))];
}

/** What makes a parameter a property too. */
const MODIFIER = /\b(?:public|private|protected|readonly|override)\b/;

/** Whatever became the context without being edited, in the files that name a threaded function or were edited themselves. */
function shifted(request: AuditRequest, threaded: Threaded): readonly Missed[] {
  const { edited, edits } = request;
  const components = new Map(edits.map(({ file, component }) => [file, component] as const));
  const types: Set<string> = new Set();
  for (const [name, declarations] of threaded) {
    for (const { parameter } of declarations.values()) {
      const symbol = edited.type(parameter).getSymbol();
      if (symbol !== undefined) types.add(symbol.name);
    }
    const [first] = declarations.values();
    for (const file of edited.filesNaming(name)) if (first !== undefined && !components.has(file)) components.set(file, first.component);
  }
  const isContext = (type: ts.Type): boolean => types.has(type.getNonNullableType().getSymbol()?.name ?? '');
  const own = byFile(edits);
  return [...components].flatMap(([file, component]) => shiftedIn({ ...request, file, edits: own.get(file) ?? [], isContext }).map(({ node, message }) => ({ ...placeOf(edited, node), component, message })));
}

function placeOf(oracle: TypeOracle, node: ts.Node): Pick<Missed, 'file' | 'line'> {
  const source = node.getSourceFile();
  return { file: oracle.fileOf(node), line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 };
}

function plannedText({ textOf, edited, edits }: AuditRequest): Planned {
  const ranges = new Map([...byFile(edits)].map(([file, own]) => [file, changedRanges(own, textOf(file).length)] as const));
  return (node) => {
    const start = node.getStart();
    return ranges.get(edited.fileOf(node))?.find(({ newStart, newEnd }) => newStart <= start && node.end <= newEnd)?.edit;
  };
}

function threadedFunctions({ textOf, edited, edits }: AuditRequest, planned: Planned): Threaded {
  const found: Map<string, Map<ts.Node, Gain>> = new Map();
  for (const [file, own] of byFile(edits)) {
    const after = edited.source(file);
    if (!after) continue;
    const ranges = changedRanges(own, textOf(file).length).filter(({ newStart, newEnd }) => newEnd > newStart);
    const isNew = (node: ts.Node): boolean => planned(node) !== undefined;
    const visit = (node: ts.Node): void => {
      if (!ranges.some(({ newStart, newEnd }) => newStart < node.end && node.pos < newEnd)) return;
      const first = ts.isFunctionLike(node) ? newFirstParameter(node, isNew) : undefined;
      if (first !== undefined) {
        const [name, declaration] = nameOf(first.parent) ?? [];
        if (name !== undefined && declaration !== undefined) found.set(name, (found.get(name) ?? new Map()).set(declaration, { parameter: first, component: planned(first)?.component ?? 0 }));
      }
      ts.forEachChild(node, visit);
    };
    visit(after);
  }
  return found;
}

/** C21: in JavaScript the documentation is the type, and elsewhere what a reader goes by. */
function isUndocumented({ parameter }: Gain): boolean {
  const tags = ts.getJSDocTags(parameter.parent).filter(ts.isJSDocParameterTag);
  const [first] = tags;
  if (first === undefined || tags.some(({ name }) => name.getText() === parameter.name.getText())) return false;
  const { text } = first.getSourceFile();
  return /^\s*\*\s*$/.test(text.slice(text.lastIndexOf('\n', first.getStart()) + 1, first.getStart()));
}

/** Of a function that was there before. A closure that is new as a whole is an adapter. */
function newFirstParameter(fn: ts.SignatureDeclaration, isNew: (node: ts.Node) => boolean): ts.ParameterDeclaration | undefined {
  const first = fn.parameters.find(({ name }) => !ts.isIdentifier(name) || name.text !== 'this');
  // A list of forms, old and new: the signatures above it say what is passed.
  if (first === undefined || first.dotDotDotToken !== undefined || !isNew(first)) return undefined;
  const body = (fn as ts.SignatureDeclaration & { readonly body?: ts.Node }).body;
  const isOld = body === undefined ? !isNew(fn) : !isNew(body) && !isAdapter(fn, body, isNew);
  // `const prefix = (userContext) => …` where a value stood: the name is old, and its uses have to call it now.
  const isTurned = ts.isVariableDeclaration(fn.parent) && !isNew(fn.parent.name);
  return isOld || isTurned ? first : undefined;
}

/** `(x) => load(userContext, x)` around an old reference: the arrow is new although its body holds something old. */
function isAdapter(fn: ts.SignatureDeclaration, body: ts.Node, isNew: (node: ts.Node) => boolean): boolean {
  return ts.isArrowFunction(fn) && isNew(fn.equalsGreaterThanToken) && !ts.isBlock(body);
}

/** `(key) => filter` in the place of `(key) => filter(userContext, key)`: the function itself is as good as any other value. */
function uncalled({ edited, edits }: AuditRequest, planned: Planned): readonly Missed[] {
  const isName = (node: ts.Node): node is ts.Expression => ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) && isName(node.expression);
  return [...new Set(edits.filter(({ text }) => text.includes('=>')).map(({ file }) => file))].flatMap((file) => {
    const found: Missed[] = [];
    const visit = (node: ts.Node): void => {
      const edit = ts.isArrowFunction(node) ? planned(node.equalsGreaterThanToken) : undefined;
      if (edit !== undefined && ts.isArrowFunction(node) && isName(node.body) && planned(node.body) === undefined && edited.type(node.body).getCallSignatures().length > 0) {
        found.push({ ...placeOf(edited, node), component: edit.component, message: `\`${node.body.getText()}\` is not called in the closure that was made to call it.` });
      }
      ts.forEachChild(node, visit);
    };
    const source = edited.source(file);
    if (source !== undefined) visit(source);
    return found;
  });
}

/** The name that uses of the function bear, and the declaration to which they resolve. */
function nameOf(fn: ts.SignatureDeclaration): readonly [string, ts.Node] | undefined {
  if (ts.isConstructorDeclaration(fn)) return fn.parent.name ? [fn.parent.name.text, fn.parent] : undefined;
  if (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) {
    const { parent } = fn;
    const isNamed = ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent);
    if (isNamed && (ts.isIdentifier(parent.name) || ts.isPrivateIdentifier(parent.name))) return [parent.name.text, parent];
    const exported = assignedName(fn);
    return exported && [exported.name.text, exported];
  }
  const { name } = fn as ts.SignatureDeclaration & { readonly name?: ts.Node };
  return name && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)) ? [name.text, fn] : undefined;
}

/** An expression, as opposed to a declared name, an import, an export or a type. */
function isUse(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node || parent.expression === node;
  if (ts.isElementAccessExpression(parent)) return true;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if ((parent as ts.Node & { readonly name?: ts.Node }).name === node) return false;
  return ts.isIdentifier(node) && !ts.isImportOrExportSpecifier(parent) && !ts.isExportAssignment(parent) && !ts.isTypeNode(parent) && !ts.isQualifiedName(parent) && !ts.isImportClause(parent);
}

function gainOf(oracle: TypeOracle, node: ts.Node, declarations: ReadonlyMap<ts.Node, Gain>): Gain | undefined {
  const checker = oracle.checkerOf(node);
  const symbol = ts.isShorthandPropertyAssignment(node.parent) ? checker.getShorthandAssignmentValueSymbol(node.parent) : oracle.symbol(node) ?? throughThis(node, checker);
  const named = oracle.declarations(symbol);
  // `const { forget } = runs`: in JavaScript nobody checks what is called by that name.
  const taken = named.flatMap((at) => (ts.isBindingElement(at) && ts.isObjectBindingPattern(at.parent) ? oracle.declarations(oracle.type(at.parent).getProperty((at.propertyName ?? at.name).getText())) : []));
  const declaration = [...named, ...taken].find((one) => declarations.has(one));
  return declaration && declarations.get(declaration);
}
