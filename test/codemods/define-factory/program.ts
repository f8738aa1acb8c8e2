import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { byFile, splice } from '../../../codemods/change/splice.js';
import type { StateAnswers } from '../../../codemods/define-factory/partition.js';
import { planDefinition, type DefinitionPlan } from '../../../codemods/define-factory/plan.js';
import { openProject } from '../../../codemods/oracle/open.js';
import { resolveConfiguration } from '../../../src/project/configuration.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export type Defined = {
  readonly plan: DefinitionPlan;
  /** Each changed file after the edits. */
  readonly texts: ReadonlyMap<string, string>;
  /** Compiler messages of the whole program after the edits. */
  readonly diagnostics: readonly string[];
  /** Edits that a second run would make. */
  readonly again: number;
};

const COMPILER = { strict: true, module: 'nodenext', target: 'es2022', noUncheckedIndexedAccess: true, noUnusedLocals: true, types: [] as string[], lib: ['es2022'], skipLibCheck: true, noEmit: true, allowJs: true };

/** Plans the definition of a small program's singleton and applies the plan in memory. */
export function define(files: Readonly<Record<string, string>>, accessor: string, { answers, options }: { answers?: StateAnswers; options?: object } = {}): Defined {
  const root = mkdtempSync(join(tmpdir(), 'define-'));
  folders.push(root);
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(root, 'node_modules'));
  const all = { 'package.json': '{ "type": "module" }', 'tsconfig.json': JSON.stringify({ compilerOptions: { ...COMPILER, ...options } }), ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const oracle = openProject(root);
  const request = { root: oracle.root, oracle, configuration: resolveConfiguration(), accessors: [accessor], ...(answers && { answers }) };
  const plan = planDefinition(request);
  const texts = new Map([...byFile(plan.edits)].map(([file, edits]) => [file, splice(oracle.source(file)?.text ?? '', edits)]));
  const after = oracle.overlay(texts);
  return {
    plan,
    texts,
    diagnostics: after.files.flatMap((file) => after.diagnostics(file).map(({ line, message }) => `${file}:${String(line)} ${message}`)),
    again: planDefinition({ ...request, oracle: after }).edits.length,
  };
}
