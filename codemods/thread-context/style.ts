/** How a file is written: an edit should look as if its author had made it. */
import { ts } from '@ts-morph/common';

export type FileStyle = { readonly newline: string; readonly quote: string; readonly semicolon: string; readonly unit: string };

const styles: WeakMap<ts.SourceFile, FileStyle> = new WeakMap();

export function styleOf(source: ts.SourceFile): FileStyle {
  let style = styles.get(source);
  if (style === undefined) {
    style = detect(source);
    styles.set(source, style);
  }
  return style;
}

function detect(source: ts.SourceFile): FileStyle {
  const { text } = source;
  const imports = source.statements.filter(ts.isImportDeclaration);
  const specifier = imports[0]?.moduleSpecifier.getText(source) ?? /['"]/.exec(text)?.[0] ?? "'";
  const first = source.statements.find(isTerminated);
  return {
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    quote: specifier.startsWith('"') ? '"' : "'",
    semicolon: first === undefined || first.getText(source).endsWith(';') ? ';' : '',
    unit: /\n(\t+|(?: {2})+)\S/.exec(text)?.[1]?.startsWith('\t') === true ? '\t' : ' '.repeat(smallestIndent(text)),
  };
}

/** Statements that end in a semicolon, where the file's author writes them. */
function isTerminated(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement) || ts.isVariableStatement(statement) || ts.isExpressionStatement(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement) || ts.isTypeAliasDeclaration(statement);
}

function smallestIndent(text: string): number {
  let smallest = 8;
  for (const match of text.matchAll(/\n( {2,8})[^\s*]/g)) smallest = Math.min(smallest, match[1]?.length ?? 8);
  return smallest === 8 ? 2 : smallest;
}

/** The white space before the first token of the line at this position. */
export function indentAt(source: ts.SourceFile, position: number): string {
  const start = source.text.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(source.text.slice(start, position))?.[0] ?? '';
}

export function isJavaScript(source: ts.SourceFile): boolean {
  return /\.[cm]?jsx?$/.test(source.fileName);
}
