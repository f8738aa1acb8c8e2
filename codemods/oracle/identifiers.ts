/** Where a name stands in a file. The walk happens once per file, and only in files that are asked about. */
import { ts } from '@ts-morph/common';

export class IdentifierIndex {
  readonly #byFile = new WeakMap<ts.SourceFile, Map<string, ts.Node[]>>();

  names(source: ts.SourceFile, name: string): readonly ts.Node[] {
    let index = this.#byFile.get(source);
    if (index === undefined) {
      index = collect(source);
      this.#byFile.set(source, index);
    }
    return index.get(name) ?? [];
  }
}

/** The parser keeps every identifier and literal name of a file in a table; asking it costs no walk. */
export function mentions(source: ts.SourceFile, name: string): boolean {
  // Internal to the compiler, stable for ten years: used by its own find-references for the same purpose.
  const table = (source as unknown as { readonly identifiers?: ReadonlyMap<string, string> }).identifiers;
  return table === undefined ? source.text.includes(name) : table.has(name) || source.text.includes(`'${name}'`) || source.text.includes(`"${name}"`);
}

function collect(source: ts.SourceFile): Map<string, ts.Node[]> {
  const index = new Map<string, ts.Node[]>();
  const add = (text: string, node: ts.Node): void => {
    const known = index.get(text);
    if (known === undefined) index.set(text, [node]);
    else known.push(node);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) add(node.text, node);
    else if (ts.isStringLiteralLike(node) && node.text.length < 100 && isName(node)) add(node.text, node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return index;
}

/** `o['load']`, `{ 'load': f }`, `vi.spyOn(agents, 'load')`: text that names a member. */
function isName(node: ts.StringLiteralLike): boolean {
  const { parent } = node;
  return ts.isElementAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isCallExpression(parent);
}
