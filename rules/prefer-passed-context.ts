import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { contextsInScope } from './support/contexts-in-scope.js';
import { createRule, type Rule } from './support/create-rule.js';
import { constructsContext } from './support/is-context.js';
import { expressionAt } from './support/node-at.js';
import { locationOf, opened } from './support/open.js';
import { runtimeCalls, type RuntimeCall } from './support/runtime-calls.js';

type MessageIds = 'ambient' | 'request' | 'other' | 'usePassed';

const rule: Rule<MessageIds> = createRule<MessageIds, object>({
  name: 'prefer-passed-context',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require the user context that a function was given, where it would take another one',
      presets: { recommended: 'warn', strict: 'error' },
    },
    hasSuggestions: true,
    messages: {
      ambient: '{{name}}() asks the running scope for a user although {{context}} was passed here: the two can differ, and in a job or a test there is no scope at all. Use {{context}}.',
      request: '{{name}}() derives a second context although {{context}} was passed here: the two can differ, and the work would run for the wrong user. Use {{context}}.',
      other: '{{name}}() is given another context than the one passed here, so this user\'s work runs as somebody else. Use {{context}}.',
      usePassed: 'Use {{context}}.',
    },
    schema: [],
  },
  create(context, _options, configuration) {
    return {
      'Program:exit'() {
        for (const found of runtimeCalls(opened(context, configuration), configuration)) {
          const node = expressionAt(context, found);
          if (node?.type !== 'CallExpression') continue;
          const problem = problemOf(found, node);
          // A context of a function further out may be another message's: a socket's connection, not its message.
          const passed = problem === undefined ? undefined : contextsInScope(context, node, configuration).find(({ own }) => own);
          if (problem === undefined || passed === undefined) continue;
          const data = { name: found.name, context: passed.expression };
          const target = replaced(found, node, problem);
          context.report({
            loc: locationOf(context, found),
            messageId: problem,
            data,
            suggest: target === undefined ? [] : [{ messageId: 'usePassed', data, fix: (fixer) => target(fixer, passed.expression) }],
          });
        }
      },
    };

    function problemOf(found: RuntimeCall, node: TSESTree.CallExpression): 'ambient' | 'request' | 'other' | undefined {
      if (found.kind !== 'factory') return found.kind;
      const [given] = node.arguments;
      return given !== undefined && given.type !== 'SpreadElement' && isForeign(given) ? 'other' : undefined;
    }

    /** A context that has nothing to do with the one in scope: `UserExecutionContext.system('sweep')`, or a constant of the module. */
    function isForeign(given: TSESTree.Expression): boolean {
      if (given.type !== 'Identifier') return constructsContext(given, configuration) && !isDerived(given);
      const variable = context.sourceCode.getScope(given).references.find(({ identifier }) => identifier === given)?.resolved;
      return variable?.scope.type === 'module' && variable.defs.some(({ type }) => type === 'Variable');
    }
  },
});
export default rule;

type Replacement = (fixer: TSESLint.RuleFixer, expression: string) => TSESLint.RuleFix;

/** What the passed context can stand for; undefined where more than the context was asked for. */
function replaced(found: RuntimeCall, node: TSESTree.CallExpression, problem: string): Replacement | undefined {
  const [given] = node.arguments;
  if (problem === 'other') return given && ((fixer, expression) => fixer.replaceText(given, expression));
  if (problem === 'request') return (fixer, expression) => fixer.replaceText(node, expression);
  if (found.name === 'currentScope') {
    const { parent } = node;
    const isContext = parent.type === 'MemberExpression' && parent.object === node && parent.property.type === 'Identifier' && parent.property.name === 'context';
    return isContext ? (fixer, expression) => fixer.replaceText(parent, expression) : undefined;
  }
  // `createEngine.current()` → `createEngine(userContext)`
  if (node.callee.type !== 'MemberExpression' || node.arguments.length > 0) return undefined;
  const factory = node.callee.object;
  return (fixer, expression) => fixer.replaceTextRange([factory.range[1], node.range[1]], `(${expression})`);
}

/** A child of a context, or one from a request, which is reported by itself. */
function isDerived(given: TSESTree.Expression): boolean {
  if (given.type === 'CallExpression' && given.callee.type === 'Identifier') return true;
  return given.type === 'CallExpression' && given.callee.type === 'MemberExpression' && given.callee.property.type === 'Identifier' && given.callee.property.name === 'child';
}
