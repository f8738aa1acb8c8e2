import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
import type { Plugin } from '../../rules/index.js';
import { readProbes, unpacked, type Probe } from '../probes/probe.js';
import { compiledPlugin } from './compiled-plugin.js';

const plugin = createRequire(import.meta.url)(compiledPlugin()) as Plugin;
const probes = readProbes();

/** Every file of the probe's program linted by itself, as an editor does; what was reported, one line each. */
async function lintProbe(probe: Probe): Promise<string[]> {
  return unpacked(probe, (root) => Promise.resolve([...probe.files].flatMap(([file, text]) => {
    if (!/\.[cm]?[jt]sx?$/.test(file)) return [];
    const isTypeScript = /\.[cm]?tsx?$/.test(file);
    const messages = new Linter({ cwd: root }).verify(text, [
      { files: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'], languageOptions: { sourceType: /\b(?:require\(|exports\b)/.test(text) && !/^(?:import|export) /m.test(text) ? 'commonjs' : 'module', ...(isTypeScript ? { parser: tseslint.parser as Linter.Parser } : {}) } },
      plugin.configs.strict,
    ], { filename: join(root, file) });
    return messages.map(({ line, ruleId, message }) => `${file}:${String(line)} ${ruleId ?? 'syntax'} ${message}`);
  })));
}

test.each([...new Set(probes.map(({ shape }) => shape))])('the editor shows every dangerous %s and no harmless one', async (shape) => {
  const wrong: string[] = [];
  for (const probe of probes.filter((candidate) => candidate.shape === shape)) {
    // Where the file of the class does not import the one that tells its container, nobody who opens it can know.
    if (probe.expect === 'dangerous' && probe.isBeyondEditors) continue;
    const reported = await lintProbe(probe);
    if (reported.some((line) => line.includes(' syntax ')) || (reported.length > 0) !== (probe.expect === 'dangerous')) wrong.push([probe.title, ...reported].join('\n    '));
  }
  expect(wrong).toEqual([]);
});
