import type { ESLint, Linter, Rule as EslintRule } from 'eslint';
import noCapturedContext from './no-captured-context.js';
import noCrossRequestState from './no-cross-request-state.js';
import noForeignSingletonWrite from './no-foreign-singleton-write.js';
import noModuleScopeCreate from './no-module-scope-create.js';
import noSingletonAccessor from './no-singleton-accessor.js';
import noUnmigratedMarker from './no-unmigrated-marker.js';
import noUserStateSingleton from './no-user-state-singleton.js';
import preferPassedContext from './prefer-passed-context.js';
import type { Presets, Rule } from './support/create-rule.js';
import { manifest } from './support/manifest.js';

type Preset = keyof Presets<object>;

/** An element of `eslint.config.js`. */
export type SharedConfig = { name: string; plugins: Record<string, ESLint.Plugin>; rules: Linter.RulesRecord };

/** The ESLint plugin. `configs.recommended` is quiet enough to fail a build; `configs.strict` shows everything that may leak. */
export type Plugin = {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<string, EslintRule.RuleModule & { readonly meta: Pick<Rule['meta'], 'docs'> }>;
  readonly configs: Readonly<Record<Preset, SharedConfig>>;
};

const NAMESPACE = 'unsingleton';

const rules: Readonly<Record<string, Rule>> = {
  'no-captured-context': noCapturedContext,
  'no-cross-request-state': noCrossRequestState,
  'no-foreign-singleton-write': noForeignSingletonWrite,
  'no-module-scope-create': noModuleScopeCreate,
  'no-singleton-accessor': noSingletonAccessor,
  'no-unmigrated-marker': noUnmigratedMarker,
  'no-user-state-singleton': noUserStateSingleton,
  'prefer-passed-context': preferPassedContext,
};

const plugin: Plugin = {
  meta: { name: manifest.name, version: manifest.version, namespace: NAMESPACE },
  // ESLint and typescript-eslint write the same thing in different types.
  rules: rules as unknown as Plugin['rules'],
  configs: { recommended: configure('recommended'), strict: configure('strict') },
};

// A configuration names the plugin that it belongs to.
for (const config of Object.values(plugin.configs)) config.plugins[NAMESPACE] = plugin;

function configure(preset: Preset): SharedConfig {
  const entries = Object.entries(rules).flatMap(([name, { meta }]): [string, Linter.RuleEntry][] => {
    const setting = meta.docs?.presets[preset];
    if (setting === undefined) return [];
    return [[`${NAMESPACE}/${name}`, typeof setting === 'string' ? setting : [...setting]]];
  });
  return { name: `${NAMESPACE}/${preset}`, plugins: {}, rules: Object.fromEntries(entries) };
}

export default plugin;
// For configurations in CommonJS: require('unsingleton/eslint') is the plugin itself.
export { plugin as 'module.exports' };
