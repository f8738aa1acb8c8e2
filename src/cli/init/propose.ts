import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '../../../codemods/change/diff.js';
import type { ScanReport } from '../../analysis/report.js';
import { DEFAULT_CONFIGURATION } from '../../project/configuration.js';
import { factoryName } from '../../project/names.js';
import { BASELINE_FILE, toBaseline } from '../baseline.js';
import type { Survey } from './survey.js';

/** One thing that `init` would do, and what a person has to know about it. */
export type Proposal = {
  readonly title: string;
  readonly changes: readonly FileChange[];
  /** Said when a change could not be made without guessing. */
  readonly advice?: string;
};

const CONFIGURATION_FILE = 'unsingleton.config.json';
const COMMAND = 'unsingleton scan --staged --baseline';

/** Everything that is still missing. In a project that was set up before, nothing. */
export function propose(survey: Survey, report: ScanReport): readonly Proposal[] {
  return [configuration(survey, report), eslintEntry(survey), hook(survey), baseline(survey, report)].filter((proposal) => proposal !== undefined);
}

const read = (root: string, file: string): string | null => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : null);
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The accessors that hand out an object with a user's state: candidates for migration. */
export function candidates(report: ScanReport): readonly string[] {
  const names = report.findings.filter(({ level }) => level !== 'info').flatMap(({ accessor }) => (accessor === null ? [] : [accessor.name]));
  return [...new Set(names)];
}

function configuration({ root }: Survey, report: ScanReport): Proposal | undefined {
  const known = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json'].map((ending) => `unsingleton.config.${ending}`);
  if (known.some((name) => existsSync(join(root, name)))) return undefined;
  const accessors = candidates(report).map((legacy) => ({ legacy, factory: factoryName(legacy, DEFAULT_CONFIGURATION) }));
  const text = json({ $schema: './node_modules/unsingleton/src/project/schema.json', accessors, allow: [] });
  return { title: 'Configuration', changes: [{ file: CONFIGURATION_FILE, before: null, after: text }] };
}

function eslintEntry({ root, eslint, isModule }: Survey): Proposal | undefined {
  if (eslint === undefined) {
    const file = isModule ? 'eslint.config.js' : 'eslint.config.mjs';
    const parser = "import tseslint from 'typescript-eslint';\n";
    const text = `${parser}import unsingleton from 'unsingleton/eslint';\n\nexport default [\n  { ignores: ['dist/', 'build/', 'coverage/'] },\n  { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: tseslint.parser } },\n  unsingleton.configs.recommended,\n];\n`;
    return { title: 'ESLint', changes: [{ file, before: null, after: text }], advice: 'Install what it imports: eslint typescript-eslint.' };
  }
  const before = read(root, eslint) ?? '';
  if (before.includes('unsingleton/eslint')) return undefined;
  const after = addToFlatConfiguration(before);
  if (after !== undefined) return { title: 'ESLint', changes: [{ file: eslint, before, after }] };
  return { title: 'ESLint', changes: [], advice: `${eslint} exports something other than a plain list: add unsingleton.configs.recommended from 'unsingleton/eslint' by hand.` };
}

/** Adds the import and, as the list's last element, the configuration; undefined where the file is not a plain list. */
function addToFlatConfiguration(text: string): string | undefined {
  const end = /\n?[ \t]*[\])]+;?\s*$/.exec(text);
  const isList = /(export default|module\.exports\s*=)\s*(\[|[\w.]*(config|defineConfig)\()/.test(text);
  if (end === null || !isList) return undefined;
  const usesRequire = /module\.exports\s*=/.test(text);
  const statement = usesRequire ? "const unsingleton = require('unsingleton/eslint');\n" : "import unsingleton from 'unsingleton/eslint';\n";
  const head = text.slice(0, end.index);
  const comma = /[,[(]\s*$/.test(head) ? '' : ',';
  const lastImport = [...text.matchAll(/^(import\b.*|const .*= require\(.*\));?$/gm)].at(-1);
  const place = lastImport === undefined ? 0 : lastImport.index + lastImport[0].length + 1;
  return `${head.slice(0, place)}${statement}${head.slice(place)}${comma}\n  unsingleton.configs.recommended,${end[0].startsWith('\n') ? '' : '\n'}${text.slice(end.index)}`;
}

function hook({ root, hooks, usesLintStaged, manifest }: Survey): Proposal | undefined {
  const title = 'Pre-commit hook';
  const append = (file: string, text: string, isNew: string): Proposal | undefined => {
    const before = read(root, file);
    if (before?.includes('unsingleton') === true) return undefined;
    return { title, changes: [{ file, before, after: before === null ? isNew : `${before.replace(/\n*$/, '\n')}${text}` }] };
  };
  switch (hooks) {
    case 'husky':
      return append('.husky/pre-commit', `npx ${COMMAND}\n`, `npx ${COMMAND}\n`);
    case 'lefthook': {
      const file = ['lefthook.yml', '.lefthook.yml', 'lefthook.yaml'].find((name) => existsSync(join(root, name))) ?? 'lefthook.yml';
      const commands = `pre-commit:\n  commands:\n    unsingleton:\n      run: npx ${COMMAND}\n`;
      const before = read(root, file);
      if (before !== null && /^pre-commit:/m.test(before)) {
        if (before.includes('unsingleton')) return undefined;
        const after = /^pre-commit:[^]*?\n( +)commands:\s*\n/m.test(before) ? before.replace(/(^pre-commit:[^]*?\n( +)commands:\s*\n)/m, `$1$2$2unsingleton:\n$2$2  run: npx ${COMMAND}\n`) : undefined;
        return after === undefined ? { title, changes: [], advice: `Add to pre-commit in ${file}: npx ${COMMAND}` } : { title, changes: [{ file, before, after }] };
      }
      return append(file, `\n${commands}`, commands);
    }
    case 'simple-git-hooks': {
      const before = read(root, 'package.json');
      const own = manifest['simple-git-hooks'];
      if (before === null || (own !== undefined && typeof own !== 'object')) return { title, changes: [], advice: `Add to the pre-commit command of simple-git-hooks: npx ${COMMAND}` };
      const known = (own as Record<string, string> | undefined)?.['pre-commit'];
      if (known?.includes('unsingleton') === true) return undefined;
      const command = known === undefined ? `npx ${COMMAND}` : `${known} && npx ${COMMAND}`;
      const parsed = JSON.parse(before) as Record<string, unknown>;
      const indent = /^([ \t]+)"/m.exec(before)?.[1] ?? '  ';
      return { title, changes: [{ file: 'package.json', before, after: `${JSON.stringify({ ...parsed, 'simple-git-hooks': { ...(own as object | undefined), 'pre-commit': command } }, null, indent)}\n` }], advice: 'Run npx simple-git-hooks to install it.' };
    }
    case 'pre-commit':
      return append('.pre-commit-config.yaml', `  - repo: local\n    hooks:\n      - id: unsingleton\n        name: unsingleton\n        entry: npx ${COMMAND}\n        language: system\n        pass_filenames: false\n`, '');
    case undefined:
      return usesLintStaged ? undefined : { title, changes: [], advice: `No hook manager was found. With one, run before each commit: npx ${COMMAND}` };
  }
}

function baseline({ root }: Survey, report: ScanReport): Proposal | undefined {
  if (existsSync(join(root, BASELINE_FILE)) || report.findings.length === 0) return undefined;
  return { title: 'Baseline: what is known today; only what is new or worse fails', changes: [{ file: BASELINE_FILE, before: null, after: json(toBaseline(report.findings)) }] };
}
