/** Where something is used: by name first, types only for the names that match. Import and export aliases are followed. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { isHandedOut, throughThis, throughVariable } from './commonjs.js';
import { isJavaScript } from './style.js';
import { enclosing, isBodied, parentOf } from './syntax.js';

const known: WeakMap<TypeOracle, References> = new WeakMap();

/** Those of an oracle, shared by all who ask it. */
export function referencesOf(oracle: TypeOracle): References {
  const references = known.get(oracle) ?? new References(oracle);
  known.set(oracle, references);
  return references;
}

/** An identifier (or a literal that names a member) which means one of the declarations asked about. */
export type Reference = {
  readonly name: ts.Node;
  /** What the symbol there is declared as; more than was asked for on a union receiver. */
  readonly declarations: readonly ts.Declaration[];
};

/** A member of this name on a receiver of type any: it may be the one asked about, and nobody checks. */
export type UntypedReference = { readonly name: ts.Node; readonly receiver: ts.Expression };

export class References {
  readonly #oracle: TypeOracle;
  readonly #resolved: Map<ts.Node, readonly ts.Declaration[]> = new Map();
  #defaultImports: Map<string, ts.Identifier[]> | undefined;

  constructor(oracle: TypeOracle) {
    this.#oracle = oracle;
  }

  /** What an identifier stands for; the value, in a shorthand property. */
  declarations(name: ts.Node): readonly ts.Declaration[] {
    let known = this.#resolved.get(name);
    if (known === undefined) {
      known = this.#resolve(name);
      this.#resolved.set(name, known);
    }
    return known;
  }

  #resolve(name: ts.Node): readonly ts.Declaration[] {
    const checker = this.#oracle.checkerOf(name);
    const { parent } = name;
    if (ts.isShorthandPropertyAssignment(parent)) {
      return this.#oracle.declarations(this.#unaliased(checker.getShorthandAssignmentValueSymbol(parent), checker));
    }
    if (ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === name && ts.isObjectBindingPattern(parent.parent) && ts.isIdentifier(name)) {
      const property = checker.getTypeAtLocation(parent.parent).getProperty(name.text);
      return this.#oracle.declarations(this.#handedOut(this.#unaliased(property, checker), checker));
    }
    if (ts.isExportSpecifier(parent)) return this.#oracle.declarations(this.#unaliased(checker.getExportSpecifierLocalTargetSymbol(parent), checker));
    return this.#oracle.declarations(this.#handedOut(this.#oracle.symbol(name) ?? this.#unaliased(throughThis(name, checker) ?? throughVariable(name, checker), checker), checker));
  }

  /** What a value of this type has under a name. */
  ofProperty(type: ts.Type, name: string, at: ts.Node): readonly ts.Declaration[] {
    const checker = this.#oracle.checkerOf(at);
    const symbol = this.#unaliased(type.getProperty(name), checker);
    return [...this.#oracle.declarations(symbol), ...this.#oracle.declarations(this.#handedOut(symbol, checker))];
  }

  /** `export = { load }`, `module.exports = { load: load }`: the member of the module is the function that it stands for. */
  #handedOut(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
    const declaration = symbol?.valueDeclaration;
    if (declaration === undefined || !(ts.isShorthandPropertyAssignment(declaration) || ts.isPropertyAssignment(declaration)) || !isHandedOut(declaration.name)) return symbol;
    if (ts.isShorthandPropertyAssignment(declaration)) return this.#unaliased(checker.getShorthandAssignmentValueSymbol(declaration), checker);
    return ts.isIdentifier(declaration.initializer) ? this.#unaliased(checker.getSymbolAtLocation(declaration.initializer), checker) : symbol;
  }

  #unaliased(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
    if (symbol === undefined) return undefined;
    return (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  }

  /** Every use of the declarations, wherever they are renamed on the way. The declarations' own names are left out. */
  to(targets: ReadonlySet<ts.Node>, names: readonly string[]): Reference[] {
    const found: Map<ts.Node, Reference> = new Map();
    const everywhere: Set<string> = new Set();
    const inFile: Map<string, Set<string>> = new Map();
    const waiting: { readonly name: string; readonly file?: string }[] = names.map((name) => ({ name }));
    const matches = (declarations: readonly ts.Declaration[]): boolean => declarations.some((at) => targets.has(at));
    const home = this.#onlyFile(targets);
    if (home !== undefined) for (const [index, at] of waiting.entries()) waiting[index] = { ...at, file: home };
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { name } = next;
      if (next.file === undefined ? everywhere.has(name) : inFile.get(next.file)?.has(name) === true) continue;
      if (next.file === undefined) everywhere.add(name);
      else inFile.set(next.file, (inFile.get(next.file) ?? new Set()).add(name));
      const nodes = next.file === undefined ? [...targets].flatMap((target) => this.#meaning(name, target)) : this.#oracle.identifiers(next.file, name);
      for (const node of nodes) {
        if (found.has(node) || isNameOfDeclaration(node, targets)) continue;
        const declarations = this.declarations(node);
        if (!matches(declarations)) continue;
        found.set(node, { name: node, declarations });
        const file = this.#oracle.fileOf(node);
        waiting.push(...renames(node, file));
        if (isDefaultExport(node)) waiting.push(...this.#defaultNames(file));
      }
    }
    if ([...targets].some((target) => ts.canHaveModifiers(target) && ts.getModifiers(target)?.some((at) => at.kind === ts.SyntaxKind.DefaultKeyword) === true)) {
      for (const { file, name } of this.#defaultNamesOf(targets)) {
        for (const node of this.#oracle.identifiers(file, name)) {
          const declarations = this.declarations(node);
          if (!found.has(node) && matches(declarations) && !isNameOfDeclaration(node, targets)) found.set(node, { name: node, declarations });
        }
      }
    }
    const placed = [...found.values()].map((reference) => ({ reference, file: this.#oracle.fileOf(reference.name) }));
    return placed.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.reference.name.pos - b.reference.name.pos)).map(({ reference }) => reference);
  }

  readonly #meanings: Map<string, Map<ts.Node, ts.Node[]>> = new Map();

  /** Identifiers of this name by what they mean: resolved once, however many things in the program share the name. */
  #meaning(name: string, target: ts.Node): readonly ts.Node[] {
    let meanings = this.#meanings.get(name);
    if (meanings === undefined) {
      meanings = new Map();
      this.#meanings.set(name, meanings);
      for (const file of this.#oracle.filesNaming(name)) {
        for (const node of this.#oracle.identifiers(file, name)) {
          for (const declaration of this.declarations(node)) {
            const known = meanings.get(declaration);
            if (known === undefined) meanings.set(declaration, [node]);
            else known.push(node);
          }
        }
      }
    }
    return meanings.get(target) ?? [];
  }

  /** The file in which all uses of a function's own variables lie. */
  #onlyFile(targets: ReadonlySet<ts.Node>): string | undefined {
    let home: string | undefined;
    for (const target of targets) {
      const local = (ts.isVariableDeclaration(target) || ts.isBindingElement(target) || ts.isFunctionDeclaration(target) || ts.isParameter(target) && !ts.isParameterPropertyDeclaration(target, target.parent)) && enclosing(target, isBodied) !== undefined;
      const file = this.#oracle.fileOf(target);
      if (!local || (home !== undefined && home !== file)) return undefined;
      home = file;
    }
    return home;
  }

  #defaultNamesOf(targets: ReadonlySet<ts.Node>): { file: string; name: string }[] {
    return [...new Set([...targets].map((target) => this.#oracle.fileOf(target)))].flatMap((file) => this.#defaultNames(file));
  }

  /** The names under which the default export of a file is imported. */
  #defaultNames(file: string): { file: string; name: string }[] {
    this.#defaultImports ??= this.#collectDefaultImports();
    return (this.#defaultImports.get(file) ?? []).map((node) => ({ file: this.#oracle.fileOf(node), name: node.text }));
  }

  #collectDefaultImports(): Map<string, ts.Identifier[]> {
    const imports: Map<string, ts.Identifier[]> = new Map();
    for (const file of this.#oracle.files) {
      for (const statement of this.#oracle.source(file)?.statements ?? []) {
        const name = ts.isImportDeclaration(statement) ? statement.importClause?.name : undefined;
        if (name === undefined) continue;
        for (const at of this.declarations(name)) {
          const from = this.#oracle.fileOf(at);
          imports.set(from, [...(imports.get(from) ?? []), name]);
        }
      }
    }
    return imports;
  }

  /** Members of this name reached through any, where the value may well be one of the project's own objects. */
  untyped(name: string): readonly UntypedReference[] {
    let known = this.#untyped.get(name);
    if (known === undefined) {
      known = this.#findUntyped(name);
      this.#untyped.set(name, known);
    }
    return known;
  }

  readonly #untyped: Map<string, readonly UntypedReference[]> = new Map();

  #findUntyped(name: string): UntypedReference[] {
    return this.#oracle.filesNaming(name).flatMap((file) =>
      this.#oracle.identifiers(file, name).flatMap((node) => {
        const parent = parentOf(node);
        if (parent === undefined) return [];
        const isName = (ts.isPropertyAccessExpression(parent) && parent.name === node) || (ts.isElementAccessExpression(parent) && parent.argumentExpression === node);
        // In JavaScript an object may have members that its type does not say.
        const isUntyped = isName && ((this.#oracle.type(parent.expression).flags & ts.TypeFlags.Any) !== 0 || isJavaScript(node.getSourceFile()) && this.#oracle.symbol(node) === undefined);
        if (!isUntyped || this.declarations(node).length > 0) return [];
        return [{ name: node, receiver: parent.expression }];
      }),
    );
  }
}

function isNameOfDeclaration(node: ts.Node, targets: ReadonlySet<ts.Node>): boolean {
  const parent = parentOf(node);
  return parent !== undefined && targets.has(parent) && (parent as { readonly name?: ts.Node }).name === node && !ts.isShorthandPropertyAssignment(parent);
}

function renames(node: ts.Node, file: string): { name: string; file?: string }[] {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) && parent.propertyName !== undefined) return [{ name: parent.name.text, file }];
  if (ts.isExportSpecifier(parent) && parent.propertyName === node) return [{ name: parent.name.text }];
  // What JavaScript requires under a name of its own is an alias to the checker, as an import is.
  if (ts.isBindingElement(parent) && parent.propertyName === node && ts.isIdentifier(parent.name)) return [{ name: parent.name.text, file }];
  if (ts.isPropertyAccessExpression(parent) && ts.isVariableDeclaration(parent.parent) && parent.parent.initializer === parent && ts.isIdentifier(parent.parent.name)) return [{ name: parent.parent.name.text, file }];
  return [];
}

function isDefaultExport(node: ts.Node): boolean {
  const { parent } = node;
  return (ts.isExportAssignment(parent) && parent.isExportEquals !== true) || (ts.isExportSpecifier(parent) && parent.name.text === 'default');
}
