/** J: where a file's import lines stand, and where a new one joins them. */
import { ts } from '@ts-morph/common';
import { isJavaScript } from './style.js';

export function importsOf(source: ts.SourceFile): ts.ImportDeclaration[] {
  return source.statements.filter(ts.isImportDeclaration);
}

/** CommonJS in JavaScript: a new name is required, not imported. */
export function usesRequire(source: ts.SourceFile): boolean {
  return isJavaScript(source) && importsOf(source).length === 0 && /\brequire\(|\bmodule\.exports\b|\bexports\.\w/.test(source.text) && !/^export\b/m.test(source.text);
}

/** `const express = require('express')`: the lines that import in CommonJS, each with the module that it loads. */
export function requiresOf(source: ts.SourceFile): { readonly statement: ts.VariableStatement; readonly name: ts.BindingName; readonly specifier: string }[] {
  return source.statements.flatMap((statement) => {
    const [declaration] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
    const call = declaration?.initializer;
    if (declaration === undefined || call === undefined || !ts.isVariableStatement(statement) || !ts.isCallExpression(call) || call.expression.getText(source) !== 'require') return [];
    const [module] = call.arguments;
    return module !== undefined && ts.isStringLiteralLike(module) ? [{ statement, name: declaration.name, specifier: module.text }] : [];
  });
}

/** After the last import of a package, else before the first import, else before the first statement. */
export function placeFor(source: ts.SourceFile, specifier: string): { position: number; before: boolean } {
  const imports = importsOf(source);
  const isRelative = (at: ts.ImportDeclaration): boolean => ts.isStringLiteral(at.moduleSpecifier) && at.moduleSpecifier.text.startsWith('.');
  const packages = imports.filter((at) => !isRelative(at));
  const last = specifier.startsWith('.') ? imports.at(-1) : packages.at(-1);
  if (last !== undefined) return { position: restOfLine(source, last.getEnd()), before: false };
  const [first] = imports;
  if (first !== undefined) return { position: aboveDirective(source, first), before: true };
  const required = usesRequire(source) ? requiresOf(source) : [];
  const lastRequired = required.filter((at) => specifier.startsWith('.') || !at.specifier.startsWith('.')).at(-1);
  if (lastRequired !== undefined) return { position: restOfLine(source, lastRequired.statement.getEnd()), before: false };
  const statements = source.statements.filter((at) => !(ts.isExpressionStatement(at) && ts.isStringLiteral(at.expression)));
  const directive = source.statements.find((at) => ts.isExpressionStatement(at) && ts.isStringLiteral(at.expression));
  const start = statements[0];
  if (start === undefined) return { position: directive?.getEnd() ?? 0, before: directive === undefined };
  // A comment that belongs to the statement stays with it; a licence at the top stays at the top.
  const comments = ts.getLeadingCommentRanges(source.text, start.getFullStart()) ?? [];
  const own = comments.at(-1);
  const attached = own !== undefined && !/\n\s*\n/.test(source.text.slice(own.end, start.getStart(source))) && (comments.length > 1 || !/licen[cs]e|copyright|@file/i.test(source.text.slice(own.pos, own.end)));
  return { position: attached ? own.pos : start.getStart(source), before: true };
}

/** A comment that directs a tool at the next line stays next to it. */
function aboveDirective(source: ts.SourceFile, statement: ts.Statement): number {
  const start = statement.getStart(source);
  const above = (ts.getLeadingCommentRanges(source.text, statement.getFullStart()) ?? []).at(-1);
  const directs = above !== undefined && /^(\/\/|\/\*)\s*(@ts-|eslint-disable-next-line|prettier-ignore|biome-ignore|oxlint-disable-next-line)/.test(source.text.slice(above.pos, above.end));
  return directs ? above.pos : start;
}

/** Behind a comment that trails on the same line. */
function restOfLine(source: ts.SourceFile, position: number): number {
  const rest = /^[^\r\n]*/.exec(source.text.slice(position))?.[0] ?? '';
  return /^\s*(\/\/.*|\/\*.*\*\/\s*)?$/.test(rest) ? position + rest.length : position;
}

export function endOfLine(source: ts.SourceFile, position: number): number {
  const rest = /^[ \t]*\r?\n/.exec(source.text.slice(position))?.[0];
  return position + (rest?.length ?? 0);
}
