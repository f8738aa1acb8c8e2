import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter, RuleTester, type Rule as EslintRule } from 'eslint';
import { RuleTester as RuleTester9 } from 'eslint-9';
import tseslint from 'typescript-eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { compiledPlugin } from './compiled-plugin.js';
import type { Plugin } from '../../rules/index.js';
import { oxlint } from './oxlint.js';

/** As a configuration in CommonJS would have it. */
const plugin = createRequire(import.meta.url)(compiledPlugin()) as Plugin;

/** A file that is linted, and the files that it imports. */
export type Case = {
  readonly title: string;
  readonly code: string;
  /** Where the code stands; `src/subject.ts` unless told, so that `./other.js` can be found beside it. */
  readonly file?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: object;
  readonly settings?: object;
};

export type InvalidCase = Case & {
  readonly errors: readonly {
    readonly line: number;
    readonly message: RegExp;
    readonly suggestions?: readonly { readonly desc: string; readonly output: string }[];
  }[];
};

for (const Tester of [RuleTester, RuleTester9] as unknown as { describe: unknown; it: unknown; itOnly: unknown }[]) {
  Tester.describe = describe;
  Tester.it = it;
  Tester.itOnly = it.only;
}

type Placed<C extends Case> = C & { readonly filename: string; readonly folder: string };

/** Runs every case in ESLint 10, in the oldest ESLint that is supported, and in oxlint, which must say the same. */
export function testRule(name: string, cases: { readonly valid: readonly Case[]; readonly invalid: readonly InvalidCase[] }): void {
  const rule = plugin.rules[name];
  if (rule === undefined) throw new Error(`the plugin has no rule ${name}`);
  const root = realpathSync(mkdtempSync(join(tmpdir(), `unsingleton-${name}-`)));
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const valid = cases.valid.map((one, index) => place(one, join(root, `valid-${String(index)}`)));
  const invalid = cases.invalid.map((one, index) => place(one, join(root, `invalid-${String(index)}`)));

  describe('in ESLint 10', () => {
    new RuleTester().run(name, rule as unknown as EslintRule.RuleModule, { valid: valid.map(asTest), invalid: invalid.map((one) => asInvalid(one)) });
  });
  describe('in ESLint 9.15', () => {
    const tester = new RuleTester9() as unknown as RuleTester;
    tester.run(name, rule as unknown as EslintRule.RuleModule, { valid: valid.map(asTest), invalid: invalid.map((one) => asInvalid(one)) });
  });
  it('says the same in oxlint', { timeout: 120_000 }, () => {
    const all: readonly Placed<Case>[] = [...valid, ...invalid];
    for (const group of groupsOf(all)) {
      const [{ options, settings } = {}] = group;
      const reported = oxlint(root, name, group.map(({ filename }) => filename), { options, settings });
      const actual = Object.fromEntries(group.map((one) => [one.title, reported.filter(({ file }) => join(root, file) === one.filename || file === one.filename).map(({ line, message }) => `${String(line)}: ${message}`).sort()]));
      const expected = Object.fromEntries(group.map((one) => [one.title, lint(name, one)]));
      expect(actual).toEqual(expected);
    }
  });
}

/** Each case is a project of its own on disk, because rules follow imports. */
function place<C extends Case>(one: C, folder: string): Placed<C> {
  const filename = join(folder, one.file ?? 'src/subject.ts');
  for (const [path, text] of [[join(folder, 'package.json'), '{}'] as const, ...Object.entries(one.files ?? {}).map(([file, text]) => [join(folder, file), text] as const), [filename, one.code] as const]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return { ...one, filename, folder };
}

function languageOf(filename: string): Linter.LanguageOptions {
  const isModule = !filename.endsWith('.cjs') && !filename.endsWith('.cts');
  return { sourceType: isModule ? 'module' : 'commonjs', ...(/ts$|tsx$/.test(filename) ? { parser: tseslint.parser as Linter.Parser } : {}) };
}

function asTest(one: Placed<Case>): RuleTester.ValidTestCase {
  return {
    name: one.title,
    code: one.code,
    filename: one.filename,
    languageOptions: languageOf(one.filename),
    ...(one.options === undefined ? {} : { options: [one.options] }),
    ...(one.settings === undefined ? {} : { settings: { unsingleton: one.settings } }),
  };
}

function asInvalid(one: Placed<InvalidCase>): RuleTester.InvalidTestCase {
  return {
    ...asTest(one),
    errors: one.errors.map(({ line, message, suggestions }) => ({
      line,
      message,
      ...(suggestions === undefined ? {} : { suggestions: [...suggestions] }),
    })),
  };
}

function lint(name: string, one: Placed<Case>): string[] {
  const messages = new Linter({ cwd: one.folder }).verify(one.code, [{
    files: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'],
    plugins: { unsingleton: plugin as never },
    rules: { [`unsingleton/${name}`]: one.options === undefined ? 'error' : ['error', one.options] },
    languageOptions: languageOf(one.filename),
    settings: one.settings === undefined ? {} : { unsingleton: one.settings },
  }], { filename: one.filename });
  return messages.map(({ line, message }) => `${String(line)}: ${message}`).sort();
}

function groupsOf(cases: readonly Placed<Case>[]): Placed<Case>[][] {
  const groups: Map<string, Placed<Case>[]> = new Map();
  for (const one of cases) {
    const key = JSON.stringify([one.options, one.settings]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
