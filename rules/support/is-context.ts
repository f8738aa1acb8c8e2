import type { TSESTree } from '@typescript-eslint/utils';
import type { Configuration } from '../../src/project/configuration.js';
import type { RuleContext } from './create-rule.js';

/** Whether an annotation is the context's type, also under an alias of its import. */
export function namesContext(context: RuleContext<string>, annotation: TSESTree.TypeNode, { context: { type } }: Configuration): boolean {
  if (annotation.type !== 'TSTypeReference') return false;
  const { typeName } = annotation;
  if (typeName.type === 'TSQualifiedName') return typeName.right.name === type;
  return typeName.type === 'Identifier' && (typeName.name === type || importedAs(context, typeName.name) === type);
}

/** Whether an annotation allows the context and also its absence, or something else. */
export function namesOptionalContext(context: RuleContext<string>, annotation: TSESTree.TypeNode, configuration: Configuration): boolean {
  return annotation.type === 'TSUnionType' && annotation.types.some((part) => namesContext(context, part, configuration));
}

/** Whether an expression makes a context: `contextFromRequest(req)`, `UserExecutionContext.create({ … })`, `userContext.child('plan')`. */
export function constructsContext(expression: TSESTree.Expression, configuration: Configuration): boolean {
  const call = expression.type === 'AwaitExpression' ? expression.argument : expression;
  const { type, fromRequest, name } = configuration.context;
  if (call.type === 'NewExpression') return call.callee.type === 'Identifier' && call.callee.name === type;
  if (call.type !== 'CallExpression') return false;
  const { callee } = call;
  if (callee.type === 'Identifier') return callee.name === fromRequest;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  if (callee.property.name === fromRequest) return true;
  if (callee.object.type !== 'Identifier') return false;
  return callee.object.name === type || (callee.object.name === name && callee.property.name === 'child');
}

/** The exported name behind a local one. */
function importedAs(context: RuleContext<string>, local: string): string | undefined {
  for (const statement of context.sourceCode.ast.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type === 'ImportSpecifier' && specifier.local.name === local && specifier.imported.type === 'Identifier') return specifier.imported.name;
    }
  }
  return undefined;
}

type TypeLike = { readonly symbol?: { readonly name: string }; readonly aliasSymbol?: { readonly name: string } };
type Services = { readonly program?: unknown; readonly getTypeAtLocation?: (node: TSESTree.Node) => TypeLike };

/** Whether the type checker, where the linter has one, says that a name holds the context. */
export function typeIsContext(context: RuleContext<string>, node: TSESTree.Node, configuration: Configuration): boolean {
  const services = context.sourceCode.parserServices as Services | undefined;
  if (!services?.program || services.getTypeAtLocation === undefined) return false;
  const type = services.getTypeAtLocation(node);
  return (type.aliasSymbol ?? type.symbol)?.name === configuration.context.type;
}
