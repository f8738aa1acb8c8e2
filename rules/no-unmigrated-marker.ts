import type { TSESTree } from '@typescript-eslint/utils';
import { createRule, type Rule } from './support/create-rule.js';

type Options = {
  /** Reasons that may stay for now: `['GENERATED']`. */
  readonly allow: readonly string[];
};

type MessageIds = 'unmigrated' | 'nameless' | 'acknowledge';

const MARKER = /@unsingleton-todo\b(?:[ \t]+([A-Z][A-Z0-9_]*)\b)?:?[ \t]*([^\r\n]*)/;
const ACKNOWLEDGED = /@unsingleton-ignore[ \t]+([A-Z][A-Z0-9_]*)\b/g;

const rule: Rule<MessageIds> = createRule<MessageIds, Options>({
  name: 'no-unmigrated-marker',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow markers that the migration left where it refused to change the code',
      presets: { recommended: 'error', strict: 'error' },
    },
    hasSuggestions: true,
    messages: {
      unmigrated: 'Still shared by all users here, because {{why}} ({{code}}). Migrate it by hand, or say that it is right as it is: @unsingleton-ignore {{code}}.',
      nameless: 'This marker names no reason. Write @unsingleton-todo CODE: why, or remove it.',
      acknowledge: 'Acknowledge: replace the marker by @unsingleton-ignore {{code}}.',
    },
    defaultOptions: [{ allow: [] }],
    schema: [
      {
        type: 'object',
        properties: { allow: { type: 'array', items: { type: 'string' }, uniqueItems: true, description: 'Codes whose markers may stay.' } },
        additionalProperties: false,
      },
    ],
  },
  create(context, { allow }) {
    const { sourceCode } = context;

    function report(comment: TSESTree.Comment, acknowledged: ReadonlySet<string>): void {
      const [, code, why] = MARKER.exec(comment.value) ?? [];
      if (code === undefined) {
        context.report({ loc: comment.loc, messageId: 'nameless' });
      } else if (!allow.includes(code) && !acknowledged.has(code)) {
        const text = (why ?? '').replace(/\s*\*+\s*$/, '').trim();
        context.report({
          loc: comment.loc,
          messageId: 'unmigrated',
          data: { code, why: text === '' ? 'the migration refused' : text },
          suggest: [{
            messageId: 'acknowledge',
            data: { code },
            fix: (fixer) => {
              const start = comment.range[0] + sourceCode.getText().slice(...comment.range).indexOf('@unsingleton-todo');
              return fixer.replaceTextRange([start, start + '@unsingleton-todo'.length], '@unsingleton-ignore');
            },
          }],
        });
      }
    }

    return {
      Program() {
        if (!sourceCode.text.includes('@unsingleton-todo')) return;
        for (const group of adjacentComments(sourceCode.getAllComments())) {
          const acknowledged = new Set(group.flatMap(({ value }) => [...value.matchAll(ACKNOWLEDGED)].map(([, code]) => code ?? '')));
          for (const comment of group) if (MARKER.test(comment.value)) report(comment, acknowledged);
        }
      },
    };
  },
});
export default rule;

/** Comments on consecutive lines speak of the same statement. */
function adjacentComments(comments: readonly TSESTree.Comment[]): TSESTree.Comment[][] {
  const groups: TSESTree.Comment[][] = [];
  for (const comment of comments) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && comment.loc.start.line - last.loc.end.line <= 1) group.push(comment);
    else groups.push([comment]);
  }
  return groups;
}
