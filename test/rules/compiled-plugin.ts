import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');
const PARTS = ['rules', 'src/facts', 'src/project', 'src/analysis'];

/**
 * The plugin as JavaScript, for the programs that load plugins by themselves (oxlint, the ESLint command line).
 * It is made from the sources of this moment, so that a forgotten build cannot hide a defect; equal sources of one checkout are made once.
 */
export function compiledPlugin(): string {
  const sources = PARTS.flatMap((part) =>
    readdirSync(join(ROOT, part), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(part, name)));
  const texts = sources.map((source) => readFileSync(join(ROOT, source), 'utf8'));
  const hash = createHash('sha256').update(JSON.stringify([ROOT, sources, texts])).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `unsingleton-plugin-${hash}`);
  if (!existsSync(folder)) build(folder, sources, texts);
  return join(folder, 'dist/rules/index.js');
}

function build(folder: string, sources: readonly string[], texts: readonly string[]): void {
  const draft = mkdtempSync(`${folder}-`);
  for (const [index, source] of sources.entries()) {
    const file = join(draft, 'dist', source.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(file), { recursive: true });
    const { outputText } = ts.transpileModule(texts[index] ?? '', {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
    });
    writeFileSync(file, outputText);
  }
  copyFileSync(join(ROOT, 'package.json'), join(draft, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(draft, 'node_modules'));
  try {
    renameSync(draft, folder);
  } catch {
    // Another test process was faster.
    rmSync(draft, { recursive: true, force: true });
  }
}
