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

/** The list with the types that the function itself declares. */
export function typedList(target: Target, names: readonly string[]): string {
  return target.parameters.filter((at) => !(ts.isIdentifier(at.name) && at.name.text === 'this')).map((at, index) => {
    const optional = at.questionToken === undefined && at.initializer === undefined ? '' : '?';
    const rest = at.dotDotDotToken !== undefined;
    return `${names[index] ?? ''}${rest ? '' : optional}${at.type === undefined ? '' : `: ${at.type.getText()}`}`;
  }).join(', ');
}
