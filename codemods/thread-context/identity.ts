/** D7, D14: the same function object is added and removed again, so the closure in its place needs a name. */
import { ts } from '@ts-morph/common';
import { forwarding } from './closures.js';
import { isLongLived } from './lifetimes.js';
import type { Need, Target } from './model.js';
import { indentAt, isJavaScript, styleOf } from './style.js';
import { enclosing, isBodied, statementOf } from './syntax.js';
import { typedList } from './names.js';
import type { Uses } from './uses.js';

const REMOVERS = /^(off|removeListener|removeEventListener|unsubscribe|delete|has|remove|indexOf|includes|lastIndexOf|unregister)$/;

/** Undefined when nobody asks for the function's identity here or beside it. */
export function identityNeeds(uses: Uses, call: ts.CallExpression, argument: ts.Expression, target: Target): Need[] | undefined {
  if (!ts.isPropertyAccessExpression(call.expression)) return undefined;
  const receiver = call.expression.expression.getText();
  const owner = enclosing(call, isBodied);
  const siblings = owner === undefined ? [] : sameValue(owner, argument, receiver);
  const removes = (at: ts.CallExpression): boolean => ts.isPropertyAccessExpression(at.expression) && REMOVERS.test(at.expression.name.text);
  const asked = siblings.some(({ call: at }) => removes(at));
  if (!asked && !removes(call)) return undefined;
  const [first] = siblings;
  if (siblings.length < 2 || first === undefined || owner === undefined || isLongLived(uses.program, call.expression.expression) || !siblings.some(({ call: at }) => !removes(at))) {
    return [{ at: call, why: '', silent: true, write: () => {}, block: { code: 'IDENTITY_SENSITIVE', at: call, message: `\`${target.name}\` is looked up or removed here by its identity: a closure made elsewhere would not be found.` } }];
  }
  const source = call.getSourceFile();
  const name = `${argument.getText().replace(/^.*\./, '')}ForUser`;
  const why = 'The closure is added and removed again, so both places name the same constant.';
  return [{ at: argument, why, adapted: true, silent: true, write: (context, writer) => {
    const options = { kind: 'adapt', why } as const;
    const { forwarded } = forwarding(target, context);
    const typed = isJavaScript(source) ? forwarded.join(', ') : typedList(target, forwarded, argument);
    const statement = statementOf(first.argument);
    const start = statement.getStart(source);
    const { newline, semicolon } = styleOf(source);
    writer.insert(source, start, `const ${name} = (${typed}) => ${argument.getText()}(${[context, ...forwarded].join(', ')})${semicolon}${newline}${indentAt(source, start)}`, options);
    writer.replaceNode(argument, name, options);
  } }];
}

/** The calls on the same receiver, in the same function, that are given the same value. */
function sameValue(owner: ts.Node, argument: ts.Expression, receiver: string): { readonly call: ts.CallExpression; readonly argument: ts.Expression }[] {
  const found: { call: ts.CallExpression; argument: ts.Expression }[] = [];
  const text = argument.getText();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.expression.getText() === receiver) {
      const same = node.arguments.find((at) => at.getText() === text);
      if (same !== undefined) found.push({ call: node, argument: same });
    }
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return found;
}
