/** A class whose constructor hands out one instance. */
import { ts } from '@ts-morph/common';
import { insertFirst } from '../thread-context/lists.js';
import { indentAt, isJavaScript, styleOf } from '../thread-context/style.js';
import { contains, enclosing, forEachDescendant, hasModifier, isBodied, lineOf, nameOf } from '../thread-context/syntax.js';
import { deprecation, factoryText, legacyGetterCall } from './accessor.js';
import { constructions, placeOf, storeContext, type Tools } from './constructor.js';
import type { Obstacle } from './obstacles.js';
import type { Singleton } from './singleton.js';
import { dropUnused } from './unused.js';
import type { Words } from './words.js';

/**
 * `constructor() { if (X.instance) return X.instance; X.instance = this; }`: with a context the constructor makes a new one, without it
 * behaves as before, so that `new X()` keeps working.
 * @param keepsContext whether the instance asks whose it is
 */
export function releaseConstructor(tools: Tools, { owner, declaration, accessor }: Of<'constructor'>, words: Words, keepsContext: boolean): void {
  const { writer, imports, context, runtime, contextType } = tools;
  const source = owner.getSourceFile();
  const { newline, quote, semicolon, unit } = styleOf(source);
  const isTyped = !isJavaScript(source);
  const why = `new ${accessor}() stays as it was; with a context it makes an instance of its own.`;
  const parameter = isTyped ? `${keepsContext ? '' : 'readonly '}${context}?: ${imports.contextType(source)}` : context;
  insertFirst(source, declaration.parameters, parameter, writer, { why });
  if (keepsContext) {
    const system = `${imports.want(source, contextType, runtime, false)}.system(${quote}new ${accessor}(), shared by callers that are not migrated${quote})`;
    storeContext(tools, declaration, `${indentAt(source, owner.getStart(source))}${unit}`, `${context} ?? ${system}`);
  }
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
  const exported = hasModifier(owner, ts.SyntaxKind.ExportKeyword);
  const making = `(${context}) => new ${accessor}(${context})`;
  const getter = `${exported ? 'export ' : ''}const ${words.getter} = ${legacyGetterCall(tools, { accessor: words.getter, declaration }, words, `() => new ${accessor}()`)}${semicolon}`;
  writer.insert(source, owner.getEnd(), `${newline}${newline}${[factoryText(tools, source, words, making, exported), '', deprecation(words), getter].join(newline)}`, { why, order: 5 });
  const home = tools.oracle.fileOf(owner);
  const { all } = constructions(tools, owner, [owner]);
  for (const one of all) {
    writer.replaceNode(one, `${imports.want(one.getSourceFile(), words.getter, home, false)}()`, { why: 'Who constructs the one instance asks for it, and is found when callers move.' });
  }
  dropUnused(tools, accessor, all);
}

/** What would become of constructions that pass something: only the first was ever heard. */
export function obstacleToReleasing(tools: Tools, { owner, accessor }: Of<'constructor'>): Obstacle | undefined {
  const own = constructions(tools, owner, []).all.find((one) => contains(owner, one));
  if (own !== undefined) return { code: 'DEFINITION_UNCLEAR', at: own, message: `${accessor} constructs itself at line ${String(lineOf(own))}: name what hands the instance out there (${accessor}.${nameOf(enclosing(own, isBodied) ?? own)}) instead of ${accessor}.` };
  const given = constructions(tools, owner, [owner]).all.find((one) => (one.arguments ?? []).length > 0);
  return given && { code: 'DEFINITION_UNCLEAR', at: given, message: `\`${given.getText()}\` (${placeOf(tools, given)}) passes something that only the first construction uses: set it by a method at start-up first.` };
}

type Of<Kind extends Singleton['kind']> = Extract<Singleton, { kind: Kind }>;

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
