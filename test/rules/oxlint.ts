import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiledPlugin } from './compiled-plugin.js';

const OXLINT = join(import.meta.dirname, '../../node_modules/oxlint/bin/oxlint');

/** Where a problem was found, relative to the folder, and what was said. */
export type OxlintProblem = { readonly file: string; readonly line: number; readonly message: string };

export type OxlintSetup = { readonly options?: object | undefined; readonly settings?: object | undefined };

/** Runs one rule of the plugin over a folder in oxlint, which knows no types and no parser services. */
export function oxlint(folder: string, rule: string, files: readonly string[], { options, settings }: OxlintSetup = {}): OxlintProblem[] {
  const config = join(folder, 'oxlintrc.json');
  writeFileSync(config, JSON.stringify({
    plugins: [],
    jsPlugins: [{ name: 'unsingleton', specifier: compiledPlugin() }],
    categories: { correctness: 'off' },
    rules: { [`unsingleton/${rule}`]: options === undefined ? 'error' : ['error', options] },
    ...(settings === undefined ? {} : { settings: { unsingleton: settings } }),
  }));
  const run = spawnSync(process.execPath, [OXLINT, '--config', config, '--format', 'json', '--threads', '1', '--disable-nested-config', '--no-ignore', ...files], { cwd: folder, encoding: 'utf8' });
  try {
    const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { message: string; filename: string; labels: { span: { line: number } }[] }[] };
    return diagnostics.map(({ message, filename, labels }) => ({ file: filename, line: labels[0]?.span.line ?? 0, message }));
  } catch {
    throw new Error(`oxlint did not run: ${run.stdout}${run.stderr}`);
  }
}
