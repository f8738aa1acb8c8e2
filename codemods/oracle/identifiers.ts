/** Where a name stands in a file. The walk happens once per file, and only in files that are asked about. */
import { ts } from '@ts-morph/common';

export class IdentifierIndex {
  readonly #byFile: WeakMap<ts.SourceFile, Map<string, ts.Node[]>> = new WeakMap();

  names(source: ts.SourceFile, name: string): readonly ts.Node[] {
    let index = this.#byFile.get(source);
    if (index === undefined) {
      index = collect(source);
      this.#byFile.set(source, index);
    }
    return index.get(name) ?? [];
  }
}

/**
 * Which files mention a name. The parser keeps every identifier of a file in a table, so this costs no walk; names in string
 * literals (`vi.spyOn(agents, 'load')`) are read off the text.
 */
export class NameIndex {
  readonly #files: Map<string, string[]> = new Map();

  constructor(sources: Iterable<readonly [string, ts.SourceFile]>) {
    for (const [file, source] of sources) for (const name of namesIn(source)) this.#add(name, file);
  }

  #add(name: string, file: string): void {
    const files = this.#files.get(name);
    if (files === undefined) this.#files.set(name, [file]);
    else files.push(file);
  }

  /** In the order in which the files were given. */
  filesNaming(name: string): readonly string[] {
    return this.#files.get(name) ?? [];
  }
}

const QUOTED_NAME = /(['"`])([A-Za-z_$#][\w$]*)\1/g;

function namesIn(source: ts.SourceFile): Set<string> {
  // Internal to the compiler, stable for ten years: its own find-references asks the same table.
  const { identifiers } = source as unknown as { readonly identifiers?: ReadonlyMap<string, string> };
  const names = new Set(identifiers?.keys() ?? [...source.text.matchAll(/[A-Za-z_$#][\w$]*/g)].map((match) => match[0]));
  for (const match of source.text.matchAll(QUOTED_NAME)) if (match[2] !== undefined) names.add(match[2]);
  return names;
}

function collect(source: ts.SourceFile): Map<string, ts.Node[]> {
  const index: Map<string, ts.Node[]> = new Map();
  const add = (text: string, node: ts.Node): void => {
    const known = index.get(text);
    if (known === undefined) index.set(text, [node]);
    else known.push(node);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) add(node.text, node);
    else if (!ts.isStringLiteralLike(node)) ts.forEachChild(node, visit);
    else if (node.text.length < 100 && isName(node)) add(node.text, node);
  };
  visit(source);
  return index;
}

/** `o['load']`, `{ 'load': f }`, `vi.spyOn(agents, 'load')`: text that names a member. */
function isName(node: ts.StringLiteralLike): boolean {
  const { parent } = node;
  return ts.isElementAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isCallExpression(parent);
}
