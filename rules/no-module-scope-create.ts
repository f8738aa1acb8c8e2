import type { Call, Value } from '../src/facts/facts.js';
import type { OpenFile } from '../src/analysis/open-file.js';
import { createRule, type Rule } from './support/create-rule.js';
import { findingsOf, LEAK, leakData } from './support/finding-rule.js';
import { locationOf, opened } from './support/open.js';
import { runsAtImport, runtimeCalls } from './support/runtime-calls.js';

type MessageIds = 'factory' | 'ambient' | 'request' | 'leak';

const NAME = 'no-module-scope-create';

const rule: Rule<MessageIds> = createRule<MessageIds, object>({
  name: NAME,
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow making a user\'s objects, or asking for the current user, while a module is imported',
      presets: { recommended: 'error', strict: 'error' },
    },
    messages: {
      factory: '{{name}}() runs here once, when the module is imported: one user\'s object is then used for every user. Call it in the function that needs it, with that request\'s context.',
      ambient: '{{name}}() runs here once, when the module is imported: no request is in progress, so it throws, or keeps the first user for all. Call it in the function that needs it.',
      request: '{{name}}() runs here once, when the module is imported: the context of one request is then used for every user. Call it in the request\'s handler.',
      leak: LEAK,
    },
    schema: [],
  },
  create(context, _options, configuration) {
    return {
      'Program:exit'() {
        const open = opened(context, configuration);
        const calls = runtimeCalls(open, configuration).filter(({ call }) => runsAtImport(open, call.function));
        for (const found of calls) {
          if (isSystemWork(open, found.call)) continue;
          context.report({ loc: locationOf(context, found), messageId: found.kind, data: { name: found.name } });
        }
        // Constants that are derived from a user's value by functions of the project: `const RUNS = join(homeDir(), 'runs')`.
        for (const finding of findingsOf(NAME, open, 'warn')) {
          const loc = locationOf(context, finding);
          const isToldAlready = calls.some((found) => locationOf(context, found).start.line === loc.start.line);
          if (!isToldAlready) context.report({ loc, messageId: 'leak', data: leakData(finding) });
        }
      },
    };
  },
});
export default rule;

/** A script that says whose work it is: `createAgentInstanceFactory(UserExecutionContext.system('reindex'))`. */
function isSystemWork({ facts }: OpenFile, call: Call): boolean {
  const [first] = call.arguments;
  const value = first?.kind === 'variable' ? facts.variables[first.id]?.definitions[0] : first;
  return value?.kind === 'call' && isNamed(facts.calls[value.id]?.callee, 'system');
}

function isNamed(value: Value | undefined, name: string): boolean {
  return value?.kind === 'member' && value.key === name;
}
