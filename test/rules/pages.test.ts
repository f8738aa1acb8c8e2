import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, describe, expect, it, test } from 'vitest';
import type { Plugin } from '../../rules/index.js';
import { compiledPlugin } from './compiled-plugin.js';

const RULES = join(import.meta.dirname, '../../rules');
const plugin = createRequire(import.meta.url)(compiledPlugin()) as Plugin;
const root = realpathSync(mkdtempSync(join(tmpdir(), 'unsingleton-pages-')));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

test('every rule has a page and every page a rule', () => {
  const named = (extension: string): string[] => readdirSync(RULES).filter((file) => file.endsWith(extension) && file !== `index${extension}`).map((file) => file.slice(0, -extension.length)).sort();
  expect(named('.md')).toEqual(Object.keys(plugin.rules).sort());
  expect(named('.ts')).toEqual(Object.keys(plugin.rules).sort());
});

describe.each(Object.entries(plugin.rules))('the page of %s', (name, rule) => {
  const page = readFileSync(join(RULES, `${name}.md`), 'utf8');

  it('begins with the rule\'s name and description, and ends with when and how far to trust it', () => {
    expect(page.startsWith(`# ${name}\n\n${rule.meta.docs?.description ?? ''}.\n`)).toBe(true);
    expect([...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(['Why', 'Options', 'When not to use it', 'Fix safety']);
    expect(rule.meta.docs?.url).toMatch(new RegExp(`/rules/${name}\\.md$`));
  });

  it('names its configurations and whether it offers suggestions', () => {
    const line = page.split('\n')[4] ?? '';
    for (const preset of ['recommended', 'strict'] as const) {
      expect(line.includes(`\`${preset}\``)).toBe(plugin.configs[preset].rules?.[`unsingleton/${name}`] !== undefined);
    }
    expect(line.includes('Offers suggestions')).toBe(rule.meta.hasSuggestions ?? false);
  });

  it('describes every option with its default, and no other', () => {
    const [schema] = rule.meta.schema as readonly { properties: Record<string, unknown> }[];
    const options = page.slice(page.indexOf('## Options'), page.indexOf('## When'));
    expect([...options.matchAll(/^- `(\w+)`/gm)].map(([, option]) => option)).toEqual(Object.keys(schema?.properties ?? {}));
    for (const value of Object.values((rule.meta.defaultOptions?.[0] ?? {}) as object)) expect(options).toContain(`default \`${JSON.stringify(value)}\``);
  });

  const samples = [...page.matchAll(/^### ([❌✅]) (.*)\n\n```ts\n([\s\S]*?)^```$/gmu)].map(([, sign = '', title = '', code = '']) => ({ sign, title, code }));

  it('shows what it reports and what it does not', () => {
    expect(new Set(samples.map(({ sign }) => sign))).toEqual(new Set(['❌', '✅']));
    expect([...page.matchAll(/^```ts$/gm)]).toHaveLength(samples.length);
  });

  it.each(samples)('$sign $title', ({ sign, title, code }) => {
    const files = filesOf(code);
    const folder = join(root, name, title.replaceAll(/\W+/g, '-'));
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const marked = [...files].flatMap(([file, text]) => text.split('\n').flatMap((line, index) => (line.includes('❌') ? [`${file}:${String(index + 1)}`] : [])));
    const reported = [...files].flatMap(([file, text]) => lint(name, folder, file, text));
    expect(reported).toEqual(marked);
    expect(marked.length > 0).toBe(sign === '❌');
  });
});

/** Several files in one block, each under a line that names it. */
function filesOf(code: string): Map<string, string> {
  if (!code.startsWith('// file: ')) return new Map([['src/sample.ts', code]]);
  return new Map(code.split(/^\/\/ file: /m).slice(1).map((section) => {
    const end = section.indexOf('\n');
    return [section.slice(0, end), section.slice(end + 1)] as const;
  }));
}

function lint(name: string, folder: string, file: string, text: string): string[] {
  const messages = new Linter({ cwd: folder }).verify(text, [{
    files: ['**/*.ts'],
    plugins: { unsingleton: plugin as never },
    rules: { [`unsingleton/${name}`]: 'error' },
    languageOptions: { parser: tseslint.parser as Linter.Parser },
  }], { filename: join(folder, file) });
  return messages.map(({ line, fatal, message }) => `${file}:${String(line)}${fatal ? message : ''}`);
}
