/** B: a call hands the context over as its first argument. */
import { ts } from '@ts-morph/common';
import { keptForAll } from './kept-results.js';
import { leftByOthers } from './left-work.js';
import { filledForAll } from './lifetimes.js';
import { insertFirst } from './lists.js';
import type { Block, Need, Target } from './model.js';
import { valueNeeds } from './values.js';
import { unwrap, wrapped } from './syntax.js';
import type { Uses } from './uses.js';

export function callNeeds(uses: Uses, call: ts.CallExpression, reference: ts.Expression, target: Target): Need[] {
  const why = `Hands the context to \`${target.name}\`.`;
  const spread = call.arguments.find((argument): argument is ts.SpreadElement => ts.isSpreadElement(argument) && isDerived(uses, argument.expression));
  if (spread !== undefined) return [{ at: call, why, silent: true, write: () => {}, block: { code: 'SPREAD_CALL', at: call, message: `The arguments of \`${target.name}\` are spread from its own parameter list, which the context would shift.` } }];
  // What keeps the accessor's own instance is given up instead.
  const kept = target.rename !== undefined && ts.isBinaryExpression(wrapped(call).parent) ? undefined : filledForAll(uses.program, call) ?? (target.rename === undefined ? keptForAll(uses.program, call) : undefined);
  if (kept !== undefined) return [{ at: call, why, silent: true, write: () => {}, block: kept }];
  const left = leftByOthers(uses, call);
  if (left !== undefined) return [{ at: call, why, silent: true, write: () => {}, block: left }];
  return [{
    at: call,
    why,
    write: (context, writer) => {
      target.rename?.(reference, writer);
      insertFirst(call.getSourceFile(), call.arguments, context, writer, { why });
    },
  }];
}

/** B7: `arguments`, or a value annotated with `Parameters<typeof f>`. */
function isDerived(uses: Uses, expression: ts.Expression): boolean {
  const value = unwrap(expression);
  if (ts.isIdentifier(value) && value.text === 'arguments') return true;
  const declared = uses.program.oracle.symbol(value)?.valueDeclaration;
  const annotation = declared === undefined ? undefined : (declared as { readonly type?: ts.TypeNode }).type;
  return annotation !== undefined && /\bParameters<\s*typeof\b/.test(annotation.getText());
}

/** B21: `(last ? f : g)(a)`. */
export function conditionalCall(uses: Uses, conditional: ts.ConditionalExpression, reference: ts.Expression, target: Target): Need[] {
  const outer = wrapped(conditional);
  const { parent } = outer;
  const branches = [conditional.whenTrue, conditional.whenFalse].map(unwrap);
  const other = branches.find((branch) => branch !== unwrap(reference) && branch !== reference) ?? conditional.whenFalse;
  if (!ts.isCallExpression(parent) || parent.expression !== outer) {
    if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return mixedAlias(uses, parent, parent.name, target);
    return valueNeeds(uses, wrapped(reference), reference, target);
  }
  const why = `Hands the context to \`${target.name}\`.`;
  return [{
    at: parent,
    why,
    // Known only when the whole program has been looked at: the other target may come to need the context too.
    get adapted() { return !uses.isThreaded(other); },
    write: (context, writer) => {
      const source = parent.getSourceFile();
      if (uses.isThreaded(other)) {
        insertFirst(source, parent.arguments, context, writer, { why });
        return;
      }
      target.rename?.(reference, writer);
      writer.rebuild(parent, (between) => {
        const { whenTrue, whenFalse } = conditional;
        const given = between(parent.arguments.pos, parent.getEnd() - 1);
        const callOf = (branch: ts.Expression): string => (unwrap(branch) !== unwrap(reference) ? `(${given})` : given.trim() === '' ? `(${context})` : `(${context}, ${given.trimStart()})`);
        const text = `${between(conditional.getStart(source), whenTrue.getEnd())}${callOf(whenTrue)}${between(whenTrue.getEnd(), whenFalse.getEnd())}${callOf(whenFalse)}`;
        return bindsLooser(parent) ? text : `(${text})`;
      }, { kind: 'adapt', why: 'Only one of the two takes the context, so the call is written out for each.' });
    },
  }];
}

/** Whether a conditional expression may stand in the place of this one without brackets. */
function bindsLooser(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== node;
  if (ts.isBinaryExpression(parent)) return parent.right === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return ts.isReturnStatement(parent) || ts.isVariableDeclaration(parent) || ts.isArrowFunction(parent) || ts.isExpressionStatement(parent)
    || ts.isPropertyAssignment(parent) || ts.isArrayLiteralExpression(parent) || ts.isTemplateSpan(parent) || ts.isParenthesizedExpression(parent) || ts.isPropertyDeclaration(parent);
}

/** A constant chosen between two functions at module level: its calls reach either. */
function mixedAlias(uses: Uses, holder: ts.VariableDeclaration, name: ts.Identifier, target: Target): Need[] {
  const { initializer } = holder;
  const conditional = initializer === undefined ? undefined : unwrap(initializer);
  const all = (): boolean => conditional !== undefined && ts.isConditionalExpression(conditional) && [conditional.whenTrue, conditional.whenFalse].every((branch) => uses.isThreaded(unwrap(branch)));
  const needs = uses.ofDeclarations(new Set([holder]), [name.text], { name: name.text, members: target.members, parameters: target.parameters }, undefined);
  const block = (at: ts.Node): Block => ({ code: 'MIXED_TARGET', at, message: `\`${name.text}\` is either \`${target.name}\`, which takes the context, or a function that does not.` });
  return needs.map((need) => ({ ...need, lateBlock: () => (all() ? undefined : block(need.at)) }));
}

