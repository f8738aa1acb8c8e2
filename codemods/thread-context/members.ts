/** B8–B10, C22: what is done with a function besides calling it: `call`, `apply`, `bind`, `length`. */
import { ts } from '@ts-morph/common';
import { insertAfter, insertFirst } from './lists.js';
import type { Block, Need, Target } from './model.js';
import { unwrap, wrapped } from './syntax.js';
import { isTestFile } from './tests.js';
import type { Uses } from './uses.js';
import { escapes } from './lifetimes.js';

export function memberOf(uses: Uses, access: ts.PropertyAccessExpression, reference: ts.Expression, target: Target): Need[] {
  const call = access.parent;
  const called = ts.isCallExpression(call) && call.expression === access ? call : undefined;
  const why = `Hands the context to \`${target.name}\`.`;
  const rename = (writer: Parameters<Need['write']>[1]): void => target.rename?.(reference, writer);
  switch (access.name.text) {
    case 'length':
      return [blocked(access, { code: 'ARITY_SENSITIVE', at: access, message: `The number of parameters of \`${target.name}\` is read here.` })];
    case 'call':
      if (called === undefined) return [blocked(access, { code: 'UNTYPED_CALL', at: access, message: `\`${target.name}.call\` is handed on here, so its calls cannot be followed.` })];
      return [{ at: called, why, write: (context, writer) => {
        rename(writer);
        if (called.arguments.length === 0) insertFirst(called.getSourceFile(), called.arguments, `undefined, ${context}`, writer, { why });
        else insertAfter(called.getSourceFile(), called.arguments, 1, context, writer, { why });
      } }];
    case 'apply':
      if (called === undefined) return [blocked(access, { code: 'UNTYPED_CALL', at: access, message: `\`${target.name}.apply\` is handed on here, so its calls cannot be followed.` })];
      return [applyNeed(called, 1, why, rename)];
    case 'bind':
      return called === undefined ? [] : bindNeeds(uses, called, why, rename, target);
    default:
      // `getAgents.mockReturnValue(…)`: what a test says of the accessor's double it says of the factory's.
      return target.rename !== undefined && isTestFile(uses.program.oracle.fileOf(access)) ? [{ at: access, why, free: true, write: (_context, writer) => { rename(writer); } }] : [];
  }
}

function blocked(at: ts.Node, block: Block): Need {
  return { at, why: '', silent: true, write: () => {}, block };
}

/** `f.apply(t, list)` and `Reflect.apply(f, t, list)`: the list is the argument at `index`. */
export function applyNeed(call: ts.CallExpression, index: number, why: string, rename: (writer: Parameters<Need['write']>[1]) => void): Need {
  const list = call.arguments[index];
  const source = call.getSourceFile();
  const literal = list === undefined ? undefined : unwrap(list);
  if (list !== undefined && literal !== undefined && !ts.isArrayLiteralExpression(literal)) {
    return { at: call, why, adapted: true, silent: true, write: (context, writer) => {
      rename(writer);
      const options = { kind: 'adapt', why: 'The list of arguments is extended in front.' } as const;
      writer.insert(source, list.getStart(source), `[${context}, ...`, options);
      writer.insert(source, list.getEnd(), ']', options);
    } };
  }
  return { at: call, why, silent: true, write: (context, writer) => {
    rename(writer);
    if (literal !== undefined && ts.isArrayLiteralExpression(literal)) insertFirst(source, literal.elements, context, writer, { why });
    else if (call.arguments.length < index) insertFirst(source, call.arguments, `undefined, [${context}]`, writer, { why });
    else insertAfter(source, call.arguments, index, `[${context}]`, writer, { why });
  } };
}

/** B10: `bind` of nothing but `this` is another name for the function; bound arguments come after the context. */
function bindNeeds(uses: Uses, call: ts.CallExpression, why: string, rename: (writer: Parameters<Need['write']>[1]) => void, target: Target): Need[] {
  const { parent } = wrapped(call);
  const named = ts.isVariableDeclaration(parent) || (ts.isCallExpression(parent) && parent.expression === wrapped(call));
  if (call.arguments.length <= 1 && (named || uses.isModuleLevel(call))) {
    const alias = uses.ofExpression(call, { name: target.name, members: target.members, parameters: target.parameters });
    if (target.rename === undefined) return alias;
    return [{ at: parent, why, free: true, write: (_context, writer) => { rename(writer); } }, ...alias];
  }
  const escape = escapes(uses.program, call);
  if (escape !== undefined) return [blocked(call, escape)];
  return [{ at: call, why, silent: true, write: (context, writer) => {
    rename(writer);
    if (call.arguments.length === 0) insertFirst(call.getSourceFile(), call.arguments, `undefined, ${context}`, writer, { why });
    else insertAfter(call.getSourceFile(), call.arguments, 1, context, writer, { why });
  } }];
}
