import type { FileFinding, OpenFile } from '../../src/analysis/open-file.js';
import type { Evidence } from '../../src/analysis/report.js';
import { createRule, type Rule } from './create-rule.js';
import { atLeast, levelSchema, type ReportedLevel } from './levels.js';
import { locationOf, opened } from './open.js';

type Options = {
  /** The least danger that is reported. */
  readonly level: ReportedLevel;
};

/** A rule that says in the editor what `unsingleton scan` says of this file: the analysis finds, the rule reports. */
export function findingRule({ name, description }: { readonly name: string; readonly description: string }): Rule<'leak'> {
  return createRule<'leak', Options>({
    name,
    meta: {
      type: 'problem',
      docs: { description, presets: { recommended: 'error', strict: ['error', { level: 'warn' }] } },
      messages: { leak: LEAK },
      defaultOptions: [{ level: 'high' }],
      schema: [{ type: 'object', properties: { level: levelSchema }, additionalProperties: false }],
    },
    create: (context, { level }, configuration) => ({
      'Program:exit'() {
        for (const finding of findingsOf(name, opened(context, configuration), level)) {
          context.report({ loc: locationOf(context, finding), messageId: 'leak', data: leakData(finding) });
        }
      },
    }),
  });
}

export const LEAK = '{{message}}{{path}}';

export function findingsOf(rule: string, open: OpenFile, level: ReportedLevel): readonly FileFinding[] {
  return open.findings().filter((finding) => finding.rule === rule && atLeast(finding.level, level));
}

export function leakData({ message, evidence }: FileFinding): { readonly message: string; readonly path: string } {
  return { message, path: pathOf(evidence) };
}

/** ` Path: write src/server.ts:9 → await src/server.ts:10 → read src/agents.ts:4.` */
function pathOf(evidence: readonly Evidence[]): string {
  const steps = evidence.map(({ kind, file, line }) => `${kind} ${file}:${String(line)}`);
  return steps.length < 2 ? '' : ` Path: ${steps.join(' → ')}.`;
}
