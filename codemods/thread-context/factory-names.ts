/** G3–G6: how a file names the factory: the accessor's import becomes the factory's where no use of the accessor is left. */
import { ts } from '@ts-morph/common';
import type { Accessor } from './accessors.js';
import { exportsOf } from './accessors.js';
import { keepCast } from './casts.js';
import { importsOf } from './import-lines.js';
import type { Imports } from './imports.js';
import type { Program } from './program.js';
import { isJavaScript } from './style.js';
import { contains, unwrap } from './syntax.js';
import type { Writer } from './text.js';

/** What stays as it is: `file accessor` for each file with such a use, and the uses themselves. */
export type Staying = { readonly files: ReadonlySet<string>; readonly uses: readonly ts.Node[] };

export class FactoryNames {
  readonly #program: Program;
  readonly #imports: Imports;
  readonly #staying: Staying;
  readonly #known: Map<string, string> = new Map();
  /** Barrels that had to export a factory, with the files on whose account. */
  readonly barrels: Map<ts.SourceFile, Set<ts.SourceFile>> = new Map();

  /** Imports are written here, also when a reference is renamed in text that is composed elsewhere. */
  readonly #writer: Writer;

  constructor(program: Program, imports: Imports, staying: Staying, writer: Writer) {
    this.#writer = writer;
    this.#program = program;
    this.#imports = imports;
    this.#staying = staying;
  }

  rename(accessor: Accessor, reference: ts.Expression, writer: Writer): void {
    this.#write(accessor, reference, writer);
    keepCast(this.#program, accessor, reference, writer);
  }

  #write(accessor: Accessor, reference: ts.Expression, writer: Writer): void {
    const why = `\`${accessor.factory.name}\` gives each context its own instance.`;
    const { factory } = accessor;
    if (accessor.kind === 'static') {
      const holder = ts.isPropertyAccessExpression(reference) || ts.isElementAccessExpression(reference) ? reference.expression : reference;
      const whole = ts.isIdentifier(holder) ? this.#requiredWhole(holder, accessor) : undefined;
      writer.replaceNode(reference, (whole && this.#inPlaceOf(whole, accessor)) ?? this.#named(accessor, reference.getSourceFile()), { why });
      this.#dropWhenUnused(holder, accessor);
      return;
    }
    if (ts.isBindingElement(reference.parent) && this.#isUsedStill(reference.parent)) {
      writer.insert(reference.getSourceFile(), reference.parent.getStart(), `${factory.name}, `, { kind: 'support', why });
      return;
    }
    const whole = ts.isIdentifier(reference) ? this.#requiredWhole(reference, accessor) : undefined;
    if (whole !== undefined) {
      writer.replaceNode(reference, this.#inPlaceOf(whole, accessor) ?? this.#named(accessor, reference.getSourceFile()), { why });
      return;
    }
    if (ts.isIdentifier(reference) && this.#isOwnName(reference)) return;
    if (ts.isBindingElement(reference.parent)) {
      writer.replaceNode(reference, factory.name, { why });
      return;
    }
    if (ts.isIdentifier(reference)) {
      const name = this.#isImported(reference, accessor) ? this.#named(accessor, reference.getSourceFile()) : factory.name;
      const shorthand = ts.isShorthandPropertyAssignment(reference.parent);
      if (name !== reference.text) writer.replaceNode(reference, shorthand ? `${reference.text}: ${name}` : name, { why });
      return;
    }
    if (ts.isPropertyAccessExpression(reference)) {
      const exported = this.#program.oracle.type(reference.expression).getProperty(factory.name);
      if (exported === undefined && this.#program.oracle.source(factory.home) !== undefined) this.#exportBeside(accessor, reference, this.#writer);
      writer.replaceNode(reference.name, factory.name, { why });
    } else if (ts.isElementAccessExpression(reference)) {
      writer.replaceNode(reference.argumentExpression, `'${factory.name}'`, { why });
    }
  }

  /** `const open = require(…).getA`, `const { getA: open } = require(…)`: the name stays, and comes to mean the factory. */
  #isOwnName(reference: ts.Identifier): boolean {
    const symbol = this.#program.oracle.checkerOf(reference).getSymbolAtLocation(reference);
    return symbol?.declarations?.some((at) => at !== reference.parent && isJavaScript(at.getSourceFile()) && (ts.isVariableDeclaration(at) && (symbol.flags & ts.SymbolFlags.Alias) !== 0 || ts.isBindingElement(at) && at.propertyName !== undefined)) === true;
  }

  /** `const getA = require(…)`: the module is the accessor, or its default is, and the factory is another member of it. */
  #requiredWhole(reference: ts.Identifier, { declarations }: Accessor): ts.VariableDeclaration | undefined {
    const symbol = this.#program.oracle.checkerOf(reference).getSymbolAtLocation(reference);
    const variable = symbol?.declarations?.find((at): at is ts.VariableDeclaration => ts.isVariableDeclaration(at) && ts.isIdentifier(at.name) && !declarations.has(at));
    const value = variable?.initializer && unwrap(variable.initializer);
    const module = value !== undefined && ts.isPropertyAccessExpression(value) && value.name.text === 'default' ? unwrap(value.expression) : value;
    return module !== undefined && ts.isCallExpression(module) && module.expression.getText() === 'require' ? variable : undefined;
  }

  /** Where the module was required for nothing else, its line requires the factory. */
  #inPlaceOf(variable: ts.VariableDeclaration, accessor: Accessor): string | undefined {
    const source = variable.getSourceFile();
    const file = this.#program.oracle.fileOf(source);
    const { factory } = accessor;
    const member = accessor.kind === 'static' ? accessor.name.split('.')[1] : undefined;
    const isRewritten = ({ parent }: ts.Node): boolean => (member === undefined ? !ts.isPropertyAccessExpression(parent) : ts.isPropertyAccessExpression(parent) && parent.name.text === member);
    const uses = this.#program.oracle.identifiers(file, variable.name.getText()).filter((at) => at !== variable.name);
    const module = variable.initializer && /^require\([^)]*\)/.exec(unwrap(variable.initializer).getText())?.[0];
    const isBeside = [...accessor.declarations].some((at) => this.#program.oracle.fileOf(at) === factory.home);
    if (module === undefined || !isBeside || this.#staying.files.has(`${file} ${accessor.name}`) || !uses.every(isRewritten)) return undefined;
    this.#writer.replaceNode(variable, `{ ${factory.name} } = ${module}`, { kind: 'support', why: `\`${factory.name}\` takes the accessor's place.` });
    return factory.name;
  }

  /** `const { getA } = require(…)`: a use of it that stays needs the old name beside the new one. */
  #isUsedStill(binding: ts.BindingElement): boolean {
    const { oracle } = this.#program;
    if (!ts.isIdentifier(binding.name)) return false;
    return oracle.identifiers(oracle.fileOf(binding), binding.name.text).some((at) => this.#staying.uses.some((use) => contains(use, at)) && oracle.checkerOf(at).getSymbolAtLocation(at)?.declarations?.includes(binding) === true);
  }

  #isImported(reference: ts.Identifier, accessor: Accessor): boolean {
    const symbol = this.#program.oracle.checkerOf(reference).getSymbolAtLocation(reference);
    const [declaration] = symbol?.declarations ?? [];
    return declaration === undefined || ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || accessor.declarations.has(declaration) || ts.isShorthandPropertyAssignment(reference.parent);
  }

  /** The factory's name in this file; the first question makes the import. */
  #named(accessor: Accessor, source: ts.SourceFile): string {
    const key = `${source.fileName} ${accessor.name} ${accessor.factory.home}`;
    let name = this.#known.get(key);
    if (name === undefined) {
      name = this.#import(accessor, source, this.#writer);
      this.#known.set(key, name);
    }
    return name;
  }

  #import(accessor: Accessor, source: ts.SourceFile, writer: Writer): string {
    const { factory } = accessor;
    const { oracle } = this.#program;
    const stays = this.#staying.files.has(`${oracle.fileOf(source)} ${accessor.name}`);
    const specifier = this.#specifierOf(accessor, source);
    const why = `\`${factory.name}\` takes the accessor's place.`;
    const declaration = specifier?.parent.parent.parent;
    if (specifier === undefined || declaration === undefined || !ts.isImportDeclaration(declaration)) {
      const clause = this.#defaultImport(accessor, source);
      if (clause !== undefined && !stays) this.#imports.drop(clause);
      return this.#imports.want(source, factory.name, factory.home, false);
    }
    const present = this.#presentName(source, factory.name, accessor);
    if (present !== undefined) {
      if (!stays) this.#imports.drop(specifier);
      return present;
    }
    if (!this.#exportedFrom(declaration, accessor, source, writer)) {
      if (!stays) this.#imports.drop(specifier);
      return this.#imports.want(source, factory.name, factory.home, false);
    }
    if (stays) {
      writer.insert(source, specifier.getStart(source), `${factory.name}, `, { kind: 'support', why });
      return factory.name;
    }
    this.#imports.keep(specifier);
    writer.replaceNode(specifier.propertyName ?? specifier.name, factory.name, { why });
    return specifier.propertyName === undefined ? factory.name : specifier.name.text;
  }

  #presentName(source: ts.SourceFile, name: string, accessor: Accessor): string | undefined {
    for (const declaration of importsOf(source)) {
      const bindings = declaration.importClause?.namedBindings;
      if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
      const found = bindings.elements.find((at) => (at.propertyName ?? at.name).text === name && this.#isFactory(at.name, accessor));
      if (found !== undefined) return found.name.text;
    }
    return undefined;
  }

  #isFactory(name: ts.Identifier, accessor: Accessor): boolean {
    const { declaration } = accessor.factory;
    return declaration === undefined || this.#program.references.declarations(name).includes(declaration as ts.Declaration);
  }

  #specifierOf(accessor: Accessor, source: ts.SourceFile): ts.ImportSpecifier | undefined {
    if (accessor.kind === 'static') return undefined;
    for (const declaration of importsOf(source)) {
      const bindings = declaration.importClause?.namedBindings;
      if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
      const found = bindings.elements.find((at) => this.#program.references.declarations(at.name).some((declared) => accessor.declarations.has(declared)));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #defaultImport(accessor: Accessor, source: ts.SourceFile): ts.ImportClause | undefined {
    return importsOf(source).map((at) => at.importClause).find((clause) => clause?.name !== undefined && this.#program.references.declarations(clause.name).some((declared) => accessor.declarations.has(declared)));
  }

  /** Whether the module that the accessor comes from has the factory too; a barrel is given it. */
  #exportedFrom(declaration: ts.ImportDeclaration, accessor: Accessor, user: ts.SourceFile, writer: Writer): boolean {
    const { oracle } = this.#program;
    const module = oracle.checkerOf(declaration).getSymbolAtLocation(declaration.moduleSpecifier);
    const [source] = module?.declarations ?? [];
    if (source === undefined || !ts.isSourceFile(source)) return false;
    const exported = exportsOf(this.#program, source).get(accessor.factory.name);
    if (exported !== undefined) return true;
    return oracle.isOwn(source) && this.#addToBarrel(oracle.source(oracle.fileOf(source)) ?? source, accessor, user, writer);
  }

  #addToBarrel(barrel: ts.SourceFile, accessor: Accessor, user: ts.SourceFile, writer: Writer): boolean {
    for (const statement of barrel.statements) {
      if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause) || statement.moduleSpecifier === undefined) continue;
      const specifier = statement.exportClause.elements.find((at) => this.#program.references.declarations(at.propertyName ?? at.name).some((declared) => accessor.declarations.has(declared)));
      if (specifier === undefined) continue;
      const from = this.#program.oracle.checkerOf(barrel).getSymbolAtLocation(statement.moduleSpecifier)?.declarations?.[0];
      if (from === undefined || !ts.isSourceFile(from)) return false;
      if (!exportsOf(this.#program, from).has(accessor.factory.name) && !this.#addToBarrel(from, accessor, user, writer)) return false;
      writer.insert(barrel, specifier.getStart(barrel), `${accessor.factory.name}, `, { kind: 'support', why: 'The barrel hands out the factory beside the accessor.' });
      this.barrels.set(barrel, (this.barrels.get(barrel) ?? new Set()).add(user));
      return true;
    }
    return false;
  }

  #exportBeside(accessor: Accessor, reference: ts.PropertyAccessExpression, writer: Writer): void {
    const [declaration] = this.#program.references.declarations(reference.expression);
    if (declaration !== undefined && ts.isSourceFile(declaration)) this.#addToBarrel(declaration, accessor, reference.getSourceFile(), writer);
  }

  /** The class of a static accessor is often imported for nothing else. */
  #dropWhenUnused(holder: ts.Expression, accessor: Accessor): void {
    if (!ts.isIdentifier(holder)) return;
    const source = holder.getSourceFile();
    const symbol = this.#program.oracle.checkerOf(holder).getSymbolAtLocation(holder);
    const specifier = symbol?.declarations?.find(ts.isImportSpecifier);
    if (specifier === undefined || this.#staying.files.has(`${this.#program.oracle.fileOf(source)} ${accessor.name}`)) return;
    const others = this.#program.oracle.identifiers(this.#program.oracle.fileOf(source), holder.text).filter((at) => at.parent !== specifier && !(ts.isPropertyAccessExpression(at.parent) && at.parent.expression === at && at.parent.name.text === accessor.name.split('.')[1]));
    if (others.length === 0) this.#imports.drop(specifier);
  }
}
