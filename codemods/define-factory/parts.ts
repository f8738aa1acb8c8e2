/** `new X(new Pool(5))`: what the one instance was given was made once too, and goes on being made once. */
import { ts } from '@ts-morph/common';
import { styleOf } from '../thread-context/style.js';
import type { Tools } from './constructor.js';
import { judgeMade, type Slot } from './partition.js';
import type { Singleton } from './singleton.js';
import type { Words } from './words.js';

export type Part = {
  readonly of: ts.Expression;
  /** `const agentFactoryPool = shared(() => new Pool(5));` */
  readonly declaration: string;
  /** `agentFactoryPool()` */
  readonly read: string;
};

export function partsOf({ oracle, imports, runtime }: Tools, { class: owner }: Singleton, making: ts.Expression, words: Words, state: readonly Slot[]): readonly Part[] {
  if (owner === undefined || !ts.isNewExpression(making)) return [];
  const source = making.getSourceFile();
  const { newline, semicolon } = styleOf(source);
  const parameters = owner.members.find((member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined)?.parameters ?? [];
  return (making.arguments ?? []).flatMap((argument, index): Part[] => {
    const said = state.find(({ declaration, kind }) => declaration === parameters[index] && kind !== 'configuration')?.kind;
    if (ts.isSpreadElement(argument) || (said ?? judgeMade(oracle, argument).kind) !== 'process') return [];
    const parameter = parameters[index]?.name.getText() ?? `part${String(index + 1)}`;
    const name = `${words.state.replace(/(Shared)?State$/, '')}${parameter.replace(/^_*(.)/, (_, letter: string) => letter.toUpperCase())}`;
    return [{ of: argument, read: `${name}()`, declaration: `const ${name} = ${imports.want(source, 'shared', runtime, false)}(() => ${argument.getText()})${semicolon}${newline}${newline}` }];
  });
}
