/**
 * Which top-level statements can depend on a declaration. What a statement means follows from its own text and from the
 * declarations of the names in it: no type comes from anywhere else. Hence a declaration reaches the statements that name
 * it, in its own file and wherever it is imported; and where such a statement declares something whose own type rests on
 * the name, those that name that. Members need not be followed, since an object's type comes from a name too. Within a file
 * names are compared as text, whatever scope they belong to, which can only reach too much. What speaks of a module without
 * naming its parts (`import * as agents`, `import('./agents')`) depends on all of it. Where a change becomes visible without
 * a name that could be followed, nothing can be told of the importers (JavaScript, whose types stand in comments too), or of
 * any file at all (a script's globals; augmentation.ts says how far an augmented module is seen).
 */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from './oracle.js';
import { declaredNames, isAugmentation, isReference, isSurface, statementAround } from './surface.js';

/** The statements of a file that are reached, or all of it. */
export type Reached = ReadonlyMap<string, ReadonlySet<ts.Statement> | 'whole'>;

/** Where the files lie that may be reached without a name to follow. */
type Beyond = 'importers' | 'everywhere';

type Name = { readonly name: string; readonly home: string; readonly exported: boolean };

export class Influence {
  readonly #oracle: TypeOracle;
  readonly #reached: Map<string, Set<ts.Statement> | 'whole'> = new Map();
  readonly #seen: Set<string> = new Set();
  readonly #waiting: Name[] = [];
  readonly #augmented: Set<ts.Statement> = new Set();
  #beyond: Beyond | undefined;

  constructor(oracle: TypeOracle) {
    this.#oracle = oracle;
  }

  /** A name that means something else now in its own file, and in others when it is exported. */
  add(name: string, home: string, exported: boolean): void {
    const key = `${name}\0${home}\0${String(exported)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#waiting.push({ name, home, exported });
  }

  /** A statement that has to be looked at. */
  reach(statement: ts.Statement): void {
    const source = statement.getSourceFile();
    const file = this.#oracle.fileOf(source);
    const known = this.#reached.get(file);
    if (known === 'whole' || known?.has(statement) === true) return;
    if (known === undefined) this.#reached.set(file, new Set([statement]));
    else known.add(statement);
    this.#goBeyond(beyond(source));
    // Identifiers are looked up in own files only: of these few lines all is taken together.
    if (source.isDeclarationFile) for (const other of source.statements) this.declare(other);
    // An assignment, an assertion or a call that never returns speaks to whatever runs after it.
    if (isExecuted(statement)) for (const later of source.statements) if (later.pos > statement.pos && !isHoisted(later)) this.declare(later);
  }

  /** A statement whose declarations mean something else now. */
  declare(statement: ts.Statement): void {
    this.reach(statement);
    this.lose(statement, this.#oracle.fileOf(statement));
  }

  /** The same for a statement as it was before, in the text that is no more. */
  lose(statement: ts.Statement, file: string): void {
    const names = declaredNames(statement);
    if (isAugmentation(statement)) this.#augment(statement);
    else if (names === undefined) this.#goBeyond('everywhere');
    else for (const { name, exported } of names) this.add(name, file, exported);
  }

  #augment(statement: ts.ModuleDeclaration): void {
    if (this.#augmented.has(statement)) return;
    this.#augmented.add(statement);
    const spread = this.#oracle.augmented(statement);
    if (spread === undefined) {
      this.#goBeyond('everywhere');
      return;
    }
    for (const name of spread.globals) {
      for (const file of this.#oracle.filesNaming(name)) {
        // JavaScript may say it in a comment.
        if (!TYPESCRIPT.test(file)) this.#goBeyond('everywhere');
        this.add(name, file, false);
      }
    }
    for (const { statements: [first] } of spread.declarations) if (first !== undefined) this.reach(first);
    for (const literal of spread.imports) {
      const taking = statementAround(literal);
      if (taking === undefined) this.#goBeyond('importers');
      else this.declare(taking);
    }
  }

  /** @param starts the files in which it begins */
  close(starts: Iterable<string>): Reached {
    for (let next = this.#waiting.pop(); next !== undefined && this.#beyond !== 'everywhere'; next = this.#waiting.pop()) {
      if (!next.exported) for (const node of this.#oracle.identifiers(next.home, next.name)) this.#follow(node);
      else {
        this.add(next.name, next.home, false);
        for (const literal of this.#oracle.importers(next.home)) this.#import(literal, next);
      }
    }
    if (this.#beyond === undefined) return this.#reached;
    const files = this.#beyond === 'everywhere' ? this.#oracle.files : this.#oracle.dependents([...starts, ...this.#reached.keys()]);
    return new Map([...files].map((file) => [file, 'whole']));
  }

  #goBeyond(where: Beyond | undefined): void {
    if (this.#beyond !== 'everywhere') this.#beyond = where ?? this.#beyond;
  }

  #follow(node: ts.Node): void {
    const statement = ts.isIdentifier(node) ? statementAround(node) : undefined;
    if (statement === undefined) return;
    if (isReference(node as ts.Identifier)) this.#mention(node, statement);
    // Declarations of one name merge, or are in each other's way.
    else if (node.parent === statement || ts.isVariableStatement(statement) && node.parent.parent.parent === statement) this.reach(statement);
  }

  #mention(node: ts.Node, statement: ts.Statement): void {
    this.reach(statement);
    if (!isSurface(node, statement)) return;
    if (ts.isExportSpecifier(node.parent)) this.add(node.parent.name.text, this.#oracle.fileOf(statement), true);
    else this.declare(statement);
  }

  /** What a specifier's statement takes from its module, if it is the name. */
  #import(literal: ts.StringLiteralLike, { name }: Name): void {
    const statement = statementAround(literal);
    const file = this.#oracle.fileOf(literal);
    if (statement === undefined) {
      // JSDoc behind the last statement.
      this.#goBeyond('importers');
    } else if (ts.isImportDeclaration(statement)) {
      for (const local of localNames(statement, name)) {
        this.reach(statement);
        this.add(local, file, false);
      }
    } else if (!ts.isExportDeclaration(statement)) {
      this.#mention(literal, statement);
    } else if (statement.exportClause === undefined) {
      // Two modules that are handed on together may now export the same name.
      this.#reached.set(file, 'whole');
      if (name !== 'default') this.add(name, file, true);
    } else {
      const clause = statement.exportClause;
      const names = ts.isNamespaceExport(clause) ? [clause.name.text] : clause.elements.filter((at) => (at.propertyName ?? at.name).text === name).map((at) => at.name.text);
      for (const exported of names) {
        this.reach(statement);
        this.add(exported, file, true);
      }
    }
  }
}

/** What an import calls a name of the module that it takes from, be it as a part of everything. */
function localNames({ importClause }: ts.ImportDeclaration, name: string): readonly string[] {
  const bindings = importClause?.namedBindings;
  const named = bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings.name.text] : bindings.elements.filter((at) => (at.propertyName ?? at.name).text === name).map((at) => at.name.text);
  return name === 'default' && importClause?.name !== undefined ? [importClause.name.text, ...named] : named;
}

const TYPESCRIPT = /\.[cm]?tsx?$/;

/** Modules in TypeScript say in names all that they share. */
function beyond(source: ts.SourceFile): Beyond | undefined {
  if (!TYPESCRIPT.test(source.fileName)) return 'importers';
  return ts.isExternalModule(source) || source.statements.every(isAugmentation) ? undefined : 'everywhere';
}

function isExecuted(statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement) || ts.isClassDeclaration(statement) || ts.isExportAssignment(statement)) return assigns(statement);
  return !isHoisted(statement) && !ts.isEnumDeclaration(statement) && !ts.isModuleDeclaration(statement);
}

function isHoisted(statement: ts.Statement): boolean {
  return ts.isFunctionDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)
    || ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement) || ts.isExportDeclaration(statement);
}

/** Whether a variable is assigned while the statement itself runs, as opposed to the functions in it. */
function assigns(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment) return true;
  return ts.forEachChild(node, (child) => assigns(child) || undefined) === true;
}
