/** Every use of a slot, wherever it is written or read: in its class, by those who hold the instance, and under other names. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { contains, hasModifier, ownerOf, unwrap } from '../thread-context/syntax.js';
import { aliasesOf } from './aliases.js';
import { isTest } from './boot.js';
import { readsIn, type SlotRead } from './entries.js';
import { writesIn, type SlotAt, type SlotWrite } from './writes.js';

export type SlotUses = { readonly writes: readonly SlotWrite[]; readonly reads: readonly SlotRead[] };

/** Uses in these files outside tests; what stands at the top of a module is said to stand in the file, and runs at start-up. */
export function usesOf(oracle: TypeOracle, files: readonly string[], slotAt: SlotAt): SlotUses {
  return usesWithTests(oracle, files.filter((file) => !isTest(file)), slotAt);
}

/** Uses in all these files. */
export function usesWithTests(oracle: TypeOracle, files: readonly string[], slotAt: SlotAt): SlotUses {
  const scopes = files.flatMap((file) => oracle.source(file) ?? []);
  const { at, helpers } = aliasesOf(oracle, scopes, slotAt);
  const placed = <Use extends SlotWrite | SlotRead>(use: Use): Use => ({ ...use, member: outermost(use.at) });
  const places = [...scopes, ...helpers];
  return { writes: places.flatMap((place) => writesIn(place, slotAt, at)).filter((write) => isOnCollection(oracle, write)).map(placed), reads: places.flatMap((place) => readsIn(place, slotAt)).map(placed) };
}

/** `this.client.delete(url)` asks a service: what is filled and emptied can be asked what it has. */
function isOnCollection(oracle: TypeOracle, { at }: SlotWrite): boolean {
  if (!ts.isCallExpression(at) || !ts.isPropertyAccessExpression(at.expression) || at.expression.getText() === 'Object.assign') return true;
  const type = oracle.checkerOf(at).getNonNullableType(oracle.type(at.expression.expression));
  return (type.flags & ts.TypeFlags.Any) !== 0 || ['has', 'size', 'includes'].some((name) => oracle.checkerOf(at).getPropertyOfType(type, name) !== undefined);
}

/** The function at the top of a module, or the member of a class, around a node; the file where there is none. */
export function outermost(node: ts.Node): ts.Node {
  let [fn, field]: (ts.Node | undefined)[] = [];
  for (let owner = ownerOf(node); owner !== undefined; owner = ownerOf(owner.node)) {
    if (owner.kind === 'function') fn = owner.node;
    else field = owner.node;
  }
  return fn ?? field ?? node.getSourceFile();
}

/** `this.history`, `agents.history`, `const { history } = this` where they mean this field. */
export function fieldAt(oracle: TypeOracle, owner: ts.ClassDeclaration, field: string, declaration: ts.Node): SlotAt {
  const declarations: ReadonlySet<ts.Node> = new Set([declaration, ...(ts.isBinaryExpression(declaration) ? [declaration.left] : []), ...owner.members.filter((member) => member.name?.getText() === field)]);
  const isField = (symbol: ts.Symbol | undefined): boolean => oracle.declarations(symbol).some((at) => declarations.has(at) || declarations.has(at.parent));
  return (node) => {
    if (ts.isBindingElement(node)) {
      const isNamed = (node.propertyName ?? node.name).getText() === field;
      const whole = isNamed && ts.isVariableDeclaration(node.parent.parent) ? node.parent.parent.initializer : undefined;
      return whole !== undefined && isField(oracle.type(whole).getProperty(field)) ? field : undefined;
    }
    const name = ts.isPropertyAccessExpression(node) ? node.name : ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression : undefined;
    if (name?.text !== field) return undefined;
    const { expression } = node as ts.PropertyAccessExpression;
    const isOwn = expression.kind === ts.SyntaxKind.ThisKeyword && contains(owner, node);
    // `(AgentFactory as any).instance`: what it is said to be hides the field, and what it is does not.
    const before = unwrap(expression);
    return isOwn || isField(oracle.symbol(name)) || (before !== expression && isField(oracle.type(before).getProperty(field))) ? field : undefined;
  };
}

/** Files where a field can be named: its class's own for a private one. */
export function filesOfField(oracle: TypeOracle, owner: ts.ClassDeclaration, field: string, declaration: ts.Node): readonly string[] {
  const own = oracle.fileOf(owner);
  const isHidden = field.startsWith('#') || hasModifier(declaration, ts.SyntaxKind.PrivateKeyword);
  return isHidden ? [own] : [...new Set([own, ...oracle.filesNaming(field)])];
}
