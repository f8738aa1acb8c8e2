import type { TSESLint } from '@typescript-eslint/utils';
import type { Configuration } from '../../src/project/configuration.js';
import { configurationOf } from './configuration-of.js';
import { manifest } from './manifest.js';

export type Severity = 'error' | 'warn';

/** The shared configurations that a rule belongs to, with what differs there from its own defaults. */
export type Presets<Options> = {
  readonly recommended?: Severity | readonly [Severity, Partial<Options>];
  readonly strict: Severity | readonly [Severity, Partial<Options>];
};

export type Docs<Options = object> = { readonly description: string; readonly presets: Presets<Options> };

export type RuleContext<MessageIds extends string> = Readonly<TSESLint.RuleContext<MessageIds | 'misconfigured', readonly unknown[]>>;
export type RuleListener = TSESLint.RuleListener;

/** A rule as plugins carry it; its options are one object, merged over the defaults. */
export type Rule<MessageIds extends string = string> = TSESLint.RuleModule<MessageIds | 'misconfigured', readonly unknown[], Docs & { readonly url: string }>;

type Definition<MessageIds extends string, Options extends object> = {
  readonly name: string;
  readonly meta: Omit<TSESLint.RuleMetaData<MessageIds, Docs<Options>>, 'docs' | 'defaultOptions'> & {
    readonly docs: Docs<Options>;
    readonly defaultOptions?: readonly [Options];
  };
  create(context: RuleContext<MessageIds>, options: Options, configuration: Configuration): RuleListener;
};

/**
 * Turns a definition into an ESLint rule: options are merged, the project's configuration is read,
 * and a mistake in that configuration is reported as a problem of the file instead of ending the run.
 */
export function createRule<MessageIds extends string, Options extends object>({ name, meta, create }: Definition<MessageIds, Options>): Rule<MessageIds> {
  const defaultOptions = meta.defaultOptions ?? [];
  return {
    meta: {
      ...meta,
      docs: { ...meta.docs, url: `https://unpkg.com/${manifest.name}@${manifest.version}/rules/${name}.md` },
      messages: { ...meta.messages, misconfigured: '{{sentence}}' },
      defaultOptions,
    },
    defaultOptions,
    create(context) {
      const configuration = configurationOf(context);
      if ('mistake' in configuration) return firstToSay(context, configuration.mistake);
      // oxlint and old ESLints hand over what the user wrote, without the defaults.
      return create(context, { ...defaultOptions[0], ...(context.options[0] as Partial<Options> | undefined) } as Options, configuration);
    },
  };
}

const told: WeakSet<object> = new WeakSet();

/** One rule speaks for all eight. */
function firstToSay(context: RuleContext<string>, sentence: string): RuleListener {
  if (told.has(context.sourceCode)) return {};
  told.add(context.sourceCode);
  return {
    Program(program) {
      context.report({ node: program, loc: { line: 1, column: 0 }, messageId: 'misconfigured', data: { sentence } });
    },
  };
}
