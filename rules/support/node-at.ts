import type { TSESTree } from '@typescript-eslint/utils';
import type { RuleContext } from './create-rule.js';
import type { Span } from './open.js';

/** The expression that spans exactly this text, or undefined when the parsers disagree about it. */
export function expressionAt(context: RuleContext<string>, { start, end }: Span): TSESTree.Expression | undefined {
  let node: TSESTree.Node | null | undefined = context.sourceCode.getNodeByRangeIndex(start);
  for (; node && node.range[1] <= end; node = node.parent) {
    if (node.range[0] === start && node.range[1] === end && isObtaining(node)) return node;
  }
  return undefined;
}

function isObtaining(node: TSESTree.Node): node is TSESTree.CallExpression | TSESTree.MemberExpression | TSESTree.Identifier {
  return node.type === 'CallExpression' || node.type === 'MemberExpression' || node.type === 'Identifier';
}
