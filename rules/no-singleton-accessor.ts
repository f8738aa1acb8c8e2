import type { TSESTree } from '@typescript-eslint/utils';
import type { AccessorUse, OpenFile } from '../src/analysis/open-file.js';
import type { Configuration } from '../src/project/configuration.js';
import { factoryName } from '../src/project/names.js';
import { contextsInScope } from './support/contexts-in-scope.js';
import { createRule, type Rule } from './support/create-rule.js';
import { atLeast, levelSchema, type ReportedLevel } from './support/levels.js';
import { expressionAt } from './support/node-at.js';
import { locationOf, opened } from './support/open.js';
import { useFactory } from './support/use-factory.js';

type Options = {
  /** The least danger of the shared object for which its accessors are reported. */
  readonly level: ReportedLevel;
};

type MessageIds = 'passContext' | 'threadContext' | 'needsFactory' | 'useFactory' | 'useFactoryByType';

const SHARED = '{{accessor}} hands every user the same object: what one user leaves in it{{keeps}}, another user finds.';

const rule: Rule<MessageIds> = createRule<MessageIds, Options>({
  name: 'no-singleton-accessor',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow obtaining an object that all users share and that keeps what it is told',
      presets: { recommended: 'error', strict: ['error', { level: 'warn' }] },
    },
    hasSuggestions: true,
    messages: {
      passContext: `${SHARED} Give this user one of their own: {{factory}}({{context}}).`,
      threadContext: `${SHARED} Call {{factory}}({{context}}) instead; no user context is in scope here, and "unsingleton migrate {{name}}" brings one in from the callers.`,
      needsFactory: `${SHARED} There is no {{factory}} yet that makes one for each user context: define it beside {{name}}, then run "unsingleton migrate {{name}}".`,
      useFactory: 'Use {{factory}}({{context}}), an object of this user\'s own.',
      useFactoryByType: 'Use {{factory}}({{context}}), an object of this user\'s own ({{context}} is a user context by its type).',
    },
    defaultOptions: [{ level: 'high' }],
    schema: [{ type: 'object', properties: { level: levelSchema }, additionalProperties: false }],
  },
  create(context, { level }, configuration) {
    return {
      'Program:exit'() {
        const open = opened(context, configuration);
        for (const use of open.accessorUses()) {
          if (isReported(use, level, configuration)) report(open, use);
        }
      },
    };

    function report(open: OpenFile, use: AccessorUse): void {
      const expression = expressionAt(context, use);
      const factory = factoryName(use.name, configuration);
      const contexts = expression === undefined ? [] : contextsInScope(context, expression, configuration);
      const rewrite = expression && useFactory(context, open, expression, factory, use.factory !== undefined);
      const data = {
        name: use.name,
        accessor: spelled(use, expression),
        keeps: keptBy(use),
        factory,
        context: contexts[0]?.expression ?? configuration.context.name,
      };
      context.report({
        loc: locationOf(context, use),
        messageId: contexts.length > 0 ? 'passContext' : hasFactory(open, use, factory) ? 'threadContext' : 'needsFactory',
        data,
        suggest: rewrite === undefined ? [] : contexts.map(({ expression: text, byType }) => ({
          messageId: byType ? 'useFactoryByType' as const : 'useFactory' as const,
          data: { factory, context: text },
          fix: rewrite(text),
        })),
      });
    }
  },
});
export default rule;

/** What the configuration names is always meant; anything else must be dangerous enough. */
function isReported(use: AccessorUse, level: ReportedLevel, { allow }: Configuration): boolean {
  const owner = use.name.split('.')[0];
  if (allow.some(({ name }) => name === use.name || name === owner)) return false;
  return use.factory !== undefined || atLeast(use.level, level);
}

function hasFactory(open: OpenFile, use: AccessorUse, factory: string): boolean {
  return use.factory !== undefined || (use.accessor !== undefined && open.references.index.exported(use.accessor.file, factory) !== undefined);
}

function spelled(use: AccessorUse, expression: TSESTree.Expression | undefined): string {
  return expression?.type === 'CallExpression' || expression === undefined ? `${use.name}()` : use.name;
}

function keptBy({ keeps }: AccessorUse): string {
  return keeps.length === 0 ? '' : ` (${keeps.slice(0, 3).join(', ')})`;
}
