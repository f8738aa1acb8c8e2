import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Configuration } from '../../src/project/configuration.js';
import type { RuleContext } from './create-rule.js';
import { constructsContext, namesContext, namesOptionalContext, typeIsContext } from './is-context.js';

/** How a user context is written at some place: `userContext`, `options.userContext`, `this.userContext`. */
export type ContextInScope = {
  readonly expression: string;
  /** Known only because the linter runs with type information. */
  readonly byType: boolean;
  /** Belongs to the very function the place is in, not to one around it that may have run for another message. */
  readonly own: boolean;
};

type Named = Omit<ContextInScope, 'own'>;

/**
 * The user contexts that code at this place can name, nearest first. Module-level ones are left out:
 * what lives that long is no user's.
 */
export function contextsInScope(context: RuleContext<string>, node: TSESTree.Node, configuration: Configuration): ContextInScope[] {
  const found: Map<string, ContextInScope> = new Map();
  const hidden: Set<string> = new Set();
  const innermost = context.sourceCode.getScope(node);
  for (let scope: TSESLint.Scope.Scope | null = innermost; scope !== null && !isModuleLevel(scope); scope = scope.upper) {
    for (const variable of scope.variables) {
      if (hidden.has(variable.name)) continue;
      hidden.add(variable.name);
      const own = scope.variableScope === innermost.variableScope;
      for (const one of variable.defs.flatMap((definition) => contextsOf(context, definition, node, configuration))) found.set(one.expression, { ...one, own });
    }
  }
  const inMethod = innermost.variableScope.block.parent?.type === 'MethodDefinition';
  for (const one of fieldsOfThis(node, context, configuration)) found.set(one.expression, { ...one, own: inMethod });
  return [...found.values()];
}

function isModuleLevel(scope: TSESLint.Scope.Scope): boolean {
  return scope.type === 'module' || scope.type === 'global' || (scope.type === 'function' && scope.upper?.type === 'global' && scope.block.type === 'Program');
}

function contextsOf(context: RuleContext<string>, definition: TSESLint.Scope.Definition, node: TSESTree.Node, configuration: Configuration): Named[] {
  const { name } = definition;
  if (name.type !== 'Identifier' || !isSetBefore(definition, node)) return [];
  if (definition.type !== 'Parameter' && definition.type !== 'Variable') return [];
  const annotation = name.typeAnnotation?.typeAnnotation;
  if (annotation !== undefined) {
    if (name.optional || namesOptionalContext(context, annotation, configuration)) return [];
    if (namesContext(context, annotation, configuration)) return [{ expression: name.name, byType: false }];
    return membersOf(context, annotation, configuration).map((member) => ({ expression: `${name.name}.${member}`, byType: false }));
  }
  const init = definition.type === 'Variable' && definition.node.id === name ? definition.node.init : undefined;
  if (init && constructsContext(init, configuration)) return [{ expression: name.name, byType: false }];
  if (typeIsContext(context, name, configuration)) return [{ expression: name.name, byType: true }];
  return name.name === configuration.context.name ? [{ expression: name.name, byType: false }] : [];
}

/** A constant has its value only below its declaration. */
function isSetBefore(definition: TSESLint.Scope.Definition, node: TSESTree.Node): boolean {
  return definition.type !== 'Variable' || definition.node.range[1] <= node.range[0];
}

/** The members of an object type written in this file that hold the context. */
function membersOf(context: RuleContext<string>, annotation: TSESTree.TypeNode, configuration: Configuration): string[] {
  return typeElements(context, annotation).flatMap((element) =>
    element.type === 'TSPropertySignature' && !element.optional && element.key.type === 'Identifier' && !element.computed &&
    element.typeAnnotation !== undefined && namesContext(context, element.typeAnnotation.typeAnnotation, configuration)
      ? [element.key.name]
      : []);
}

function typeElements(context: RuleContext<string>, annotation: TSESTree.TypeNode): readonly TSESTree.TypeElement[] {
  if (annotation.type === 'TSTypeLiteral') return annotation.members;
  if (annotation.type !== 'TSTypeReference' || annotation.typeName.type !== 'Identifier') return [];
  const { name } = annotation.typeName;
  for (const statement of context.sourceCode.ast.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type === 'TSInterfaceDeclaration' && declaration.id.name === name) return declaration.body.body;
    if (declaration?.type === 'TSTypeAliasDeclaration' && declaration.id.name === name && declaration.typeAnnotation.type === 'TSTypeLiteral') return declaration.typeAnnotation.members;
  }
  return [];
}

/** `this.userContext`, where the class around declares such a field. */
function fieldsOfThis(node: TSESTree.Node, context: RuleContext<string>, configuration: Configuration): Named[] {
  const body = classOfThis(node);
  return (body?.body ?? []).flatMap((member): string[] => {
    if (member.type === 'PropertyDefinition') {
      const isField = !member.static && !member.optional && !member.computed && member.typeAnnotation !== undefined && namesContext(context, member.typeAnnotation.typeAnnotation, configuration);
      if (!isField) return [];
      return member.key.type === 'Identifier' ? [member.key.name] : member.key.type === 'PrivateIdentifier' ? [`#${member.key.name}`] : [];
    }
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') return [];
    return member.value.params.flatMap((parameter) => {
      const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : undefined;
      const annotation = inner?.type === 'Identifier' && !inner.optional ? inner.typeAnnotation?.typeAnnotation : undefined;
      return inner?.type === 'Identifier' && annotation !== undefined && namesContext(context, annotation, configuration) ? [inner.name] : [];
    });
  }).map((field) => ({ expression: `this.${field}`, byType: false }));
}

/** The class whose instance `this` is at a place: inside one of its methods, not in a function of its own. */
function classOfThis(node: TSESTree.Node): TSESTree.ClassBody | undefined {
  // The program's parent is null, whatever its type says.
  for (let here: TSESTree.Node | null | undefined = node; here; here = here.parent) {
    const { parent }: { parent?: TSESTree.Node | undefined } = here;
    if (here.type === 'FunctionDeclaration') return undefined;
    if (here.type === 'FunctionExpression') return parent?.type === 'MethodDefinition' && !parent.static && parent.kind !== 'constructor' ? parent.parent : undefined;
    if (here.type === 'PropertyDefinition' || here.type === 'StaticBlock') return undefined;
  }
  return undefined;
}
