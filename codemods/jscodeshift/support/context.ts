import type { ASTNode, ASTPath } from 'jscodeshift';
import type { Settings } from './transform.js';
import { rangeOf } from './transform.js';

type Pattern = { type: string; name?: string; typeAnnotation?: unknown; left?: Pattern; parameter?: Pattern; init?: unknown; id?: Pattern };

/** Names of user contexts that are visibly in scope at a place, the nearest first. Inner names hide outer ones. */
export function contextsInScope(path: ASTPath, settings: Settings): readonly string[] {
  const seen: Map<string, boolean> = new Map();
  const declare = (pattern: Pattern, isContext: boolean): void => {
    if (pattern.name !== undefined && !seen.has(pattern.name)) seen.set(pattern.name, isContext);
  };
  const position = rangeOf(path.node).start;
  for (let here: ASTPath | null = path; here !== null; here = here.parent as ASTPath | null) {
    for (const declarator of declaratorsOf(here.node, position)) if (declarator.id !== undefined) declare(declarator.id, isContext(declarator.id, settings, declarator.init));
    for (const parameter of parametersOf(here.node)) {
      const pattern = parameter.parameter ?? parameter;
      const target = pattern.left ?? pattern;
      declare(target, isContext(target, settings));
    }
  }
  return [...seen].filter(([, is]) => is).map(([name]) => name);
}

function parametersOf(node: ASTNode): readonly Pattern[] {
  return 'params' in node && Array.isArray(node.params) ? (node.params as Pattern[]) : [];
}

/** Constants declared in this block before the place in question: a later one is not yet initialised there. */
function declaratorsOf(node: ASTNode, before: number): readonly Pattern[] {
  const body = 'body' in node && Array.isArray(node.body) ? (node.body as ASTNode[]) : [];
  return body.flatMap((statement) => {
    const declaration = 'declaration' in statement && statement.declaration ? (statement.declaration as ASTNode) : statement;
    return declaration.type === 'VariableDeclaration' && rangeOf(declaration).end <= before ? (declaration.declarations as unknown as Pattern[]) : [];
  });
}

/** By its annotated type; without one by the configured name, or because it was made as a context. */
function isContext(pattern: Pattern, { contextType, contextName }: Settings, init?: unknown): boolean {
  if (pattern.type !== 'Identifier') return false;
  const annotation = (pattern.typeAnnotation as { typeAnnotation?: { type: string; typeName?: { name?: string } } } | null | undefined)?.typeAnnotation;
  if (annotation !== undefined) return annotation.type === 'TSTypeReference' && annotation.typeName?.name === contextType;
  return pattern.name === contextName || madeAsContext(init, contextType);
}

function madeAsContext(init: unknown, contextType: string): boolean {
  const callee = (init as { callee?: { name?: string; object?: { name?: string } } } | null | undefined)?.callee;
  return callee?.object?.name === contextType || callee?.name === 'contextFromRequest' || callee?.name === 'createTestUserContext';
}
