/** C15: a getter becomes a method where every read of it is the project's own and can be made a call. */
import { ts } from '@ts-morph/common';
import { statementsKnowing } from '../oracle/knowing.js';
import { holderReads, losesType, memberFlows, slotOf } from './flows.js';
import { memberName } from './callables.js';
import type { Need, Target } from './model.js';
import type { Program } from './program.js';
import { isAssignment, parentOf, wrapped } from './syntax.js';

/** The getter is called where it was read. */
export function getterRead(expression: ts.Expression, target: Target): Need[] {
  const outer = wrapped(expression);
  const why = `\`${target.name}\` is a method now.`;
  const { parent } = outer;
  const written = isAssignment(parent) && parent.left === outer;
  if (written || !ts.isPropertyAccessExpression(expression)) return [getterBlock(expression, `\`${target.name}\` is used here in a way that a method does not allow.`)];
  return [{ at: expression, why, adapted: true, write: (context, writer) => { writer.insert(expression.getSourceFile(), expression.getEnd(), `(${context})`, { kind: 'adapt', why }); } }];
}

export function getterBlock(at: ts.Node, message: string): Need {
  return { at, why: '', silent: true, write: () => {}, block: { code: 'GETTER_NO_PARAM', at, message } };
}

/** Reads that name nothing: through another type, by a copy of the object, by what takes any object and looks at all of it. */
export function foreignReads(program: Program, target: Target): Need[] {
  const { oracle } = program;
  return [...target.members].flatMap((member): Need[] => {
    const name = memberName(member);
    const owner = parentOf(member);
    if (name === undefined || owner === undefined || !oracle.isOwn(member)) return [];
    const declaration = member as ts.Declaration;
    if (memberFlows(oracle, name, statementsKnowing(oracle, member)).some(({ from }) => from.includes(declaration))) {
      return [getterBlock(member, `\`${name}\` is read through another type, as a property.`)];
    }
    if (!ts.isObjectLiteralExpression(owner)) return [];
    const leak = holderReads(program, owner).find((read) => {
      const { parent } = wrapped(read);
      const slot = slotOf(oracle, read);
      return ts.isSpreadAssignment(parent) || ts.isSpreadElement(parent) || slot !== undefined && losesType(slot) && !/^console\./.test(ts.isCallExpression(parent) ? parent.expression.getText() : '');
    });
    return leak === undefined ? [] : [getterBlock(leak, `All properties of the object are read here, \`${name}\` among them, and a method is no value to be copied or written out.`)];
  });
}
