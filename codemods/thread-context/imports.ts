/** G12: imports in the file's own style. A name that is imported already is used as it is; a line that is there is joined. */
import { ts } from '@ts-morph/common';
import { endOfLine, importsOf, placeFor, requiresOf, usesRequire } from './import-lines.js';
import type { Program } from './program.js';
import { specifierOf } from './specifiers.js';
import { isJavaScript, styleOf } from './style.js';
import { contains } from './syntax.js';
import type { Writer } from './text.js';

type Wanted = { readonly name: string; readonly type: boolean };

export class Imports {
  readonly #program: Program;
  readonly #wanted: Map<ts.SourceFile, Map<string, Map<string, Wanted>>> = new Map();
  readonly #removed: Map<ts.SourceFile, Set<ts.ImportSpecifier | ts.ImportClause>> = new Map();

  constructor(program: Program) {
    this.#program = program;
  }

  /** The name of the context type in this file. */
  contextType(source: ts.SourceFile): string {
    const { type } = this.#program.context;
    return this.want(source, type, this.#homeOf(type) ?? this.#program.context.module, true);
  }

  /** A project that has its own function or type of the configured name means that one. */
  own(source: ts.SourceFile, name: string, fallback: string): string {
    return this.want(source, name, this.#homeOf(name) ?? fallback, false);
  }

  readonly #homes: Map<string, string | undefined> = new Map();

  #homeOf(name: string): string | undefined {
    if (!this.#homes.has(name)) {
      const { oracle } = this.#program;
      const home = oracle.filesNaming(name).find((file) => {
        const source = oracle.source(file);
        const module = source === undefined ? undefined : oracle.checkerOf(source).getSymbolAtLocation(source);
        const exported = module?.exports?.get(ts.escapeLeadingUnderscores(name));
        return exported !== undefined && (exported.flags & ts.SymbolFlags.Alias) === 0;
      });
      this.#homes.set(name, home);
    }
    return this.#homes.get(name);
  }

  /** Asks for a name from a package or from one of the project's own files; returns what it is called in this file. */
  want(source: ts.SourceFile, name: string, from: string, type: boolean): string {
    const file = this.#program.oracle.fileOf(source);
    if (from === file) return name;
    const known = this.#imported(source, name, from, type);
    if (known !== undefined) return known;
    const specifier = this.#program.oracle.source(from) === undefined ? from : specifierOf(this.#program.oracle, source, from);
    const modules = this.#wanted.get(source) ?? new Map<string, Map<string, Wanted>>();
    this.#wanted.set(source, modules);
    const names = modules.get(specifier) ?? new Map<string, Wanted>();
    modules.set(specifier, names);
    const before = names.get(name);
    names.set(name, { name, type: type && (before === undefined || before.type) });
    return name;
  }

  #imported(source: ts.SourceFile, name: string, from: string, type: boolean): string | undefined {
    for (const { name: pattern, specifier } of requiresOf(source)) {
      const element = ts.isObjectBindingPattern(pattern) && specifier === from ? pattern.elements.find((at) => (at.propertyName ?? at.name).getText(source) === name) : undefined;
      if (element !== undefined && ts.isIdentifier(element.name)) return element.name.text;
    }
    for (const statement of source.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const { importClause } = statement;
      const bindings = importClause?.namedBindings;
      if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
      for (const element of bindings.elements) {
        if ((element.propertyName ?? element.name).text !== name) continue;
        if (!type && (element.isTypeOnly || importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)) continue;
        const same = statement.moduleSpecifier.text === from || this.#program.oracle.resolveModule(this.#program.oracle.fileOf(source), statement.moduleSpecifier.text) !== undefined || name === this.#program.context.type;
        if (same) return element.name.text;
      }
    }
    return undefined;
  }

  readonly #renamed: Set<ts.ImportSpecifier> = new Set();

  /** The name stands for something else now, which the edits use. */
  keep(specifier: ts.ImportSpecifier): void {
    this.#renamed.add(specifier);
  }

  /** Drops the names that only these nodes, which are taken away, have used. */
  dropUnused(removed: ReadonlySet<ts.Node>): void {
    for (const source of new Set([...removed].map((at) => at.getSourceFile()))) {
      const file = this.#program.oracle.fileOf(source);
      const isGone = (node: ts.Node): boolean => [...removed].some((at) => contains(at, node));
      for (const { importClause } of importsOf(source)) {
        const bindings = importClause?.namedBindings;
        for (const at of bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : []) {
          const uses = this.#program.oracle.identifiers(file, at.name.text).filter((node) => node.parent !== at);
          if (uses.length > 0 && uses.every(isGone) && !this.#renamed.has(at)) this.drop(at);
        }
      }
    }
  }

  /** Drops a name whose last use an edit has taken away. */
  drop(specifier: ts.ImportSpecifier | ts.ImportClause): void {
    const source = specifier.getSourceFile();
    this.#removed.set(source, (this.#removed.get(source) ?? new Set()).add(specifier));
  }

  write(writer: Writer): void {
    for (const [source, modules] of this.#wanted) for (const [specifier, names] of modules) this.#add(source, specifier, [...names.values()], writer);
    for (const [source, specifiers] of this.#removed) this.#remove(source, specifiers, writer);
  }

  #add(source: ts.SourceFile, specifier: string, names: readonly Wanted[], writer: Writer): void {
    const why = `Names ${names.map((at) => at.name).join(' and ')}, which the edits in this file use.`;
    const sorted = names.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
    const same = importsOf(source).filter((at) => ts.isStringLiteral(at.moduleSpecifier) && at.moduleSpecifier.text === specifier);
    const emptied = same.find(({ importClause }) => importClause !== undefined && importClause.namedBindings === undefined && this.#removed.get(source)?.has(importClause));
    if (emptied?.importClause !== undefined) {
      writer.replaceNode(emptied.importClause, `{ ${sorted.map((at) => (at.type ? `type ${at.name}` : at.name)).join(', ')} }`, { kind: 'support', why });
      this.#removed.get(source)?.delete(emptied.importClause);
      return;
    }
    const open = same.find((at) => {
      const bindings = at.importClause?.namedBindings;
      const typeOnly = at.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      return bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.length > 0 && (!typeOnly || names.every((wanted) => wanted.type));
    });
    const bindings = open?.importClause?.namedBindings;
    if (open !== undefined && bindings !== undefined && ts.isNamedImports(bindings)) {
      const typeOnly = open.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      const { elements } = bindings;
      const [first, last] = [elements[0], elements.at(-1)];
      if (first !== undefined && last !== undefined && elements.every((at) => this.#removed.get(source)?.has(at))) {
        const list = sorted.map((at) => (at.type && !typeOnly && !isJavaScript(source) ? `type ${at.name}` : at.name)).join(', ');
        writer.replace(source, first.getStart(source), last.getEnd(), list, { kind: 'support', why });
        for (const at of elements) this.#removed.get(source)?.delete(at);
        return;
      }
      for (const wanted of sorted) {
        const text = wanted.type && !typeOnly && !isJavaScript(source) ? `type ${wanted.name}` : wanted.name;
        // What goes away takes the text around it along: a name beside it would be lost.
        const staying = elements.filter((at) => this.#removed.get(source)?.has(at) !== true);
        const next = isSorted(bindings) ? staying.find((at) => at.name.text.toLowerCase() > wanted.name.toLowerCase()) : undefined;
        const last = staying.at(-1);
        if (next !== undefined) writer.insert(source, next.getStart(source), `${text}, `, { kind: 'support', why });
        else if (last !== undefined) writer.insert(source, last.getEnd(), `, ${text}`, { kind: 'support', why });
      }
      return;
    }
    const { quote, semicolon, newline } = styleOf(source);
    const allTypes = sorted.every((at) => at.type);
    const list = sorted.map((at) => (at.type && !allTypes ? `type ${at.name}` : at.name)).join(', ');
    const line = usesRequire(source)
      ? `const { ${list} } = require(${quote}${specifier}${quote})${semicolon}`
      : `import ${allTypes ? 'type ' : ''}{ ${list} } from ${quote}${specifier}${quote}${semicolon}`;
    const { position, before } = placeFor(source, specifier);
    const gap = before && importsOf(source).length + requiresOf(source).length === 0 ? newline : '';
    writer.insert(source, position, before ? `${line}${newline}${gap}` : `${newline}${line}`, { kind: 'support', why, order: specifier.startsWith('.') ? 1 : 0 });
  }

  #remove(source: ts.SourceFile, specifiers: ReadonlySet<ts.Node>, writer: Writer): void {
    const why = 'Its last use in this file is gone.';
    for (const declaration of importsOf(source)) {
      const clause = declaration.importClause;
      const bindings = clause?.namedBindings;
      if (clause?.name !== undefined && specifiers.has(clause)) {
        const [start, end] = bindings === undefined ? [declaration.getStart(source), endOfLine(source, declaration.getEnd())] : [clause.name.getStart(source), bindings.getStart(source)];
        writer.replace(source, start, end, '', { kind: 'support', why });
      }
      if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
      const gone = bindings.elements.filter((at) => specifiers.has(at));
      if (gone.length === 0) continue;
      if (gone.length === bindings.elements.length && clause?.name === undefined) {
        writer.replace(source, declaration.getStart(source), endOfLine(source, declaration.getEnd()), '', { kind: 'support', why });
        continue;
      }
      for (const at of gone) {
        const index = bindings.elements.indexOf(at);
        const next = bindings.elements[index + 1];
        const previous = bindings.elements[index - 1];
        if (next !== undefined) writer.replace(source, at.getStart(source), next.getStart(source), '', { kind: 'support', why });
        else writer.replace(source, previous?.getEnd() ?? at.getFullStart(), at.getEnd(), '', { kind: 'support', why });
      }
    }
  }
}

function isSorted(bindings: ts.NamedImports): boolean {
  const names = bindings.elements.map((at) => at.name.text.toLowerCase());
  return names.every((name, index) => index === 0 || (names[index - 1] ?? '') <= name);
}
