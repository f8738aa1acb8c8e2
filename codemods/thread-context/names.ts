/** Names for the parameters of a closure: those that the function declares, where they can be repeated. */
import { ts } from '@ts-morph/common';
import type { Target } from './model.js';

export function freshNames(parameters: readonly ts.ParameterDeclaration[], taken: string): string[] {
  const usable = (at: ts.ParameterDeclaration): string | undefined => (ts.isIdentifier(at.name) && at.name.text !== taken ? at.name.text : undefined);
  const unnamed = parameters.filter((at) => usable(at) === undefined).length;
  let count = 0;
  return parameters.map((at) => {
    const own = usable(at);
    if (own !== undefined) return own;
    count += 1;
    return unnamed === 1 ? 'value' : `value${String(count)}`;
  });
}

/**
 * The list with the types that the function itself declares; where the place cannot name them, as positions in its own list.
 * @param given how many parameters the place itself gives types to
 */
export function typedList(target: Target, names: readonly string[], at: ts.Expression, given = 0): string {
  return target.parameters.filter((own) => !(ts.isIdentifier(own.name) && own.name.text === 'this')).map((own, index) => {
    if (index < given) return names[index] ?? '';
    const optional = own.questionToken === undefined && own.initializer === undefined ? '' : '?';
    const rest = own.dotDotDotToken !== undefined;
    const written = own.type !== undefined && (own.getSourceFile() === at.getSourceFile() || !namesTypes(own.type));
    const isInferred = own.type === undefined && own.initializer === undefined;
    // The context is the first parameter from now on.
    const type = written || isInferred ? own.type?.getText() : rest ? undefined : `Parameters<typeof ${at.getText()}>[${String(index + 1)}]`;
    return `${names[index] ?? ''}${rest ? '' : optional}${type === undefined ? '' : `: ${type}`}`;
  }).join(', ');
}

function namesTypes(type: ts.TypeNode): boolean {
  if (ts.isTypeReferenceNode(type) || ts.isTypeQueryNode(type) || ts.isImportTypeNode(type)) return true;
  return ts.forEachChild(type, (child) => (ts.isTypeNode(child) && namesTypes(child) ? true : undefined)) === true;
}
