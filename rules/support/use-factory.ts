import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { OpenFile } from '../../src/analysis/open-file.js';
import type { RuleContext } from './create-rule.js';

/** Where a name comes from, as far as an edit has to know. */
type Origin =
  | { readonly kind: 'import'; readonly request: string; readonly specifier: TSESTree.ImportSpecifier; readonly references: number }
  | { readonly kind: 'require'; readonly request: string; readonly property: TSESTree.Property; readonly references: number }
  /** `import * as agents`, `const agents = require('./agents')`. */
  | { readonly kind: 'namespace'; readonly request: string }
  | { readonly kind: 'local' };

export type Rewrite = (contextExpression: string) => TSESLint.ReportFixFunction;

/**
 * How `getEngine(…)` becomes `createEngine(userContext, …)`, the import included; undefined when the factory
 * is not there to be imported, or its name means something else here.
 * @param trusted the configuration names the factory, so it exists even in a package that cannot be read
 */
export function useFactory(context: RuleContext<string>, open: OpenFile, use: TSESTree.Expression, factory: string, trusted: boolean): Rewrite | undefined {
  const callee = use.type === 'CallExpression' ? use.callee : use;
  if (use.type === 'CallExpression' && use.optional) return undefined;
  const path = dottedPath(callee);
  const root = path?.[0];
  if (path === undefined || root === undefined) return undefined;
  const origin = originOf(context, root);
  if (origin === undefined || path.length > (origin.kind === 'namespace' ? 3 : 2)) return undefined;
  if (origin.kind === 'local') {
    const declared = open.facts.variables.some((variable) => variable.name === factory && variable.function === 0);
    return declared ? (expression) => (fixer) => replaceCallee(context, use, callee, factory, expression, fixer) : undefined;
  }
  if (!isExported(open, origin.request, factory, trusted)) return undefined;
  if (origin.kind === 'namespace') return (expression) => (fixer) => replaceCallee(context, use, callee, `${root.name}.${factory}`, expression, fixer);

  const bound = boundTo(context, root, factory);
  if (bound === 'taken') return undefined;
  const keepsAlias = path.length === 1 && origin.references === 1 && aliasOf(origin) !== undefined;
  return (expression) => (fixer) => [
    ...(bound === 'factory' ? [] : [importFactory(context, origin, factory, fixer)]),
    ...replaceCallee(context, use, callee, keepsAlias && bound === undefined ? root.name : factory, expression, fixer),
  ];
}

function dottedPath(node: TSESTree.Expression): TSESTree.Identifier[] | undefined {
  if (node.type === 'Identifier') return [node];
  if (node.type !== 'MemberExpression' || node.computed || node.optional || node.property.type !== 'Identifier') return undefined;
  const before = dottedPath(node.object);
  return before && [...before, node.property];
}

function variableOf(context: RuleContext<string>, identifier: TSESTree.Identifier, name: string = identifier.name): TSESLint.Scope.Variable | undefined {
  for (let scope: TSESLint.Scope.Scope | null = context.sourceCode.getScope(identifier); scope !== null; scope = scope.upper) {
    const variable = scope.set.get(name);
    if (variable !== undefined && variable.defs.length > 0) return variable;
  }
  return undefined;
}

function originOf(context: RuleContext<string>, root: TSESTree.Identifier): Origin | undefined {
  const variable = variableOf(context, root);
  const definition = variable?.defs[0];
  if (variable === undefined || definition === undefined || variable.defs.length > 1) return undefined;
  const references = variable.references.length;
  if (definition.type === 'ImportBinding' && definition.parent.type === 'ImportDeclaration') {
    const request = definition.parent.source.value;
    if (definition.node.type === 'ImportSpecifier') return { kind: 'import', request, specifier: definition.node, references };
    return definition.node.type === 'ImportNamespaceSpecifier' ? { kind: 'namespace', request } : undefined;
  }
  if (definition.type === 'Variable') {
    const request = definition.node.init ? requestOf(definition.node.init) : undefined;
    if (request === undefined) return undefined;
    if (definition.node.id.type === 'Identifier') return { kind: 'namespace', request };
    const property = definition.node.id.type === 'ObjectPattern' ? definition.node.id.properties.find((candidate) => candidate.type === 'Property' && candidate.value === definition.name) : undefined;
    // One of the references is the declaration itself, which writes the variable.
    return property?.type === 'Property' ? { kind: 'require', request, property, references: references - 1 } : undefined;
  }
  return definition.type === 'FunctionName' || definition.type === 'ClassName' ? { kind: 'local' } : undefined;
}

function requestOf(init: TSESTree.Expression): string | undefined {
  if (init.type !== 'CallExpression' || init.callee.type !== 'Identifier' || init.callee.name !== 'require') return undefined;
  const [request] = init.arguments;
  return request?.type === 'Literal' && typeof request.value === 'string' ? request.value : undefined;
}

function isExported(open: OpenFile, request: string, factory: string, trusted: boolean): boolean {
  const meaning = open.references.index.meaning(open.file, { request, name: factory });
  return meaning !== undefined && (meaning.kind !== 'external' || trusted);
}

/** What the factory's name means at the use: the factory already, something else, or nothing yet. */
function boundTo(context: RuleContext<string>, root: TSESTree.Identifier, factory: string): 'factory' | 'taken' | undefined {
  const variable = variableOf(context, root, factory);
  if (variable === undefined) return undefined;
  const [definition] = variable.defs;
  return definition?.type === 'ImportBinding' || (definition?.type === 'Variable' && definition.node.init !== null && requestOf(definition.node.init) !== undefined) ? 'factory' : 'taken';
}

type Named = Origin & { readonly kind: 'import' | 'require' };

function aliasOf(origin: Named): string | undefined {
  const [exported, local] = origin.kind === 'import' ? [origin.specifier.imported, origin.specifier.local] : [origin.property.key, origin.property.value];
  const name = exported.type === 'Identifier' ? exported.name : undefined;
  return local.type === 'Identifier' && local.name !== name ? local.name : undefined;
}

/** In place of the accessor when this was its last use, else in front of it. */
function importFactory(context: RuleContext<string>, origin: Named, factory: string, fixer: TSESLint.RuleFixer): TSESLint.RuleFix {
  const node = origin.kind === 'import' ? origin.specifier : origin.property;
  if (origin.references > 1) return fixer.insertTextBefore(node, `${factory}, `);
  const name = origin.kind === 'import' ? origin.specifier.imported : origin.property.key;
  const isMemberOfIt = context.sourceCode.getText(node) === context.sourceCode.getText(name);
  return fixer.replaceText(isMemberOfIt ? node : name, factory);
}

function replaceCallee(context: RuleContext<string>, use: TSESTree.Expression, callee: TSESTree.Expression, factory: string, expression: string, fixer: TSESLint.RuleFixer): TSESLint.RuleFix[] {
  if (use.type !== 'CallExpression') return [fixer.replaceText(use, `${factory}(${expression})`)];
  const opening = context.sourceCode.getTokenAfter(use.typeArguments ?? callee, { filter: ({ value }) => value === '(' });
  if (opening === null) return [];
  return [fixer.replaceText(callee, factory), fixer.insertTextAfter(opening, use.arguments.length === 0 ? expression : `${expression}, `)];
}
