/** Two shapes that a class has by itself: its constructor hands out one instance, or a container makes one for all. */
import { ts } from '@ts-morph/common';
import { insertFirst } from '../thread-context/lists.js';
import { isJavaScript, styleOf } from '../thread-context/style.js';
import { contains, forEachDescendant, hasModifier } from '../thread-context/syntax.js';
import type { Tools } from './constructor.js';
import type { Singleton } from './singleton.js';
import type { Words } from './words.js';

/**
 * `constructor() { if (X.instance) return X.instance; X.instance = this; }`: with a context the constructor makes a new one, without it
 * behaves as before, so that `new X()` keeps working.
 */
export function releaseConstructor({ writer, imports, runtime, context }: Tools, { owner, declaration, accessor }: Extract<Singleton, { kind: 'constructor' }>, { factory }: Words): void {
  const source = owner.getSourceFile();
  const { newline, quote, semicolon } = styleOf(source);
  const why = `new ${accessor}() stays as it was; with a context it makes an instance of its own.`;
  insertFirst(source, declaration.parameters, isJavaScript(source) ? context : `readonly ${context}?: ${imports.contextType(source)}`, writer, { why });
  if (declaration.body !== undefined) {
    forEachDescendant(declaration.body, (node) => {
      if (ts.isIfStatement(node) && returnsValue(node.thenStatement)) {
        writer.insert(source, node.expression.getStart(source), `!${context} && ${needsBrackets(node.expression) ? '(' : ''}`, { why });
        if (needsBrackets(node.expression)) writer.insert(source, node.expression.getEnd(), ')', { why });
      }
      if (ts.isExpressionStatement(node) && ts.isBinaryExpression(node.expression) && node.expression.right.kind === ts.SyntaxKind.ThisKeyword) {
        writer.insert(source, node.getStart(source), `if (!${context}) `, { why });
      }
      return !ts.isFunctionLike(node);
    });
  }
  const perRequest = imports.want(source, 'perRequest', runtime, false);
  const exported = hasModifier(owner, ts.SyntaxKind.ExportKeyword) ? 'export ' : '';
  writer.insert(source, owner.getEnd(), `${newline}${newline}${exported}const ${factory} = ${perRequest}((${context}) => new ${accessor}(${context}), { name: ${quote}${factory}${quote} })${semicolon}`, { why, order: 5 });
}

const needsBrackets = (condition: ts.Expression): boolean => ts.isBinaryExpression(condition);

function returnsValue(statement: ts.Statement): boolean {
  if (ts.isReturnStatement(statement)) return statement.expression !== undefined;
  let returns = false;
  forEachDescendant(statement, (node) => {
    if (ts.isReturnStatement(node) && node.expression !== undefined && contains(statement, node)) returns = true;
    return !ts.isFunctionLike(node);
  });
  return returns;
}

/** `@Injectable()` → `@Injectable({ scope: Scope.REQUEST })`: NestJS then makes one per request, and those that inject it too. */
export function scopeProvider({ writer, imports }: Tools, { declaration, accessor }: Extract<Singleton, { kind: 'container' }>): void {
  const source = declaration.getSourceFile();
  const why = `The container makes one ${accessor} for each request.`;
  const scope = `scope: ${imports.want(source, 'Scope', '@nestjs/common', false)}.REQUEST`;
  const [options] = declaration.arguments;
  if (options === undefined) writer.insert(source, declaration.arguments.pos, `{ ${scope} }`, { why });
  else if (ts.isObjectLiteralExpression(options)) insertFirst(source, options.properties, options.properties.length === 0 ? ` ${scope} ` : scope, writer, { why });
}
