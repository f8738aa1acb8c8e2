import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkConfiguration } from '../../src/project/configuration-schema.js';
import { ROOT, installPackages } from '../pack.js';
import { PAGES, blocksOf } from './pages.js';
import { AMBIENT, withPrelude } from './prelude.js';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'unsingleton-samples-')));
const blocks = PAGES.flatMap(blocksOf);
const samples = blocks.filter(({ language }) => language === 'ts' || language === 'js').map((block, index) => ({ ...block, title: `${block.page}:${String(block.line)}`, file: join(folder, `sample-${String(index)}.ts`) }));

beforeAll(() => {
  installPackages(folder);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'ambient.d.ts'), AMBIENT);
  for (const { code, file } of samples) {
    writeFileSync(file, withPrelude(code));
    writeFileSync(file.replace(/\.ts$/, '.js'), ts.transpileModule(withPrelude(code), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, experimentalDecorators: true } }).outputText);
  }
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

describe('the samples of the pages', () => {
  it.each(samples)('$title runs, and prints what it says', async ({ code, file }) => {
    const { stdout } = await promisify(execFile)(process.execPath, [file.replace(/\.ts$/, '.js')], { env: { ...process.env, NODE_ENV: 'production' } });
    expect(stdout.split('\n').slice(0, -1)).toEqual([...code.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line));
  });

  it('type-check', () => {
    const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config, ts.sys, ROOT);
    delete options.tsBuildInfoFile;
    const program = ts.createProgram([...samples.map(({ file }) => file), join(folder, 'ambient.d.ts')], {
      ...options, rootDir: '/', noEmit: true, experimentalDecorators: true, incremental: false, declaration: false, isolatedDeclarations: false, noUnusedLocals: false, noUnusedParameters: false, erasableSyntaxOnly: false, typeRoots: [join(ROOT, 'node_modules/@types')],
    });
    const problems = ts.getPreEmitDiagnostics(program).filter(({ file }) => file === undefined || file.fileName.startsWith(folder));
    expect(problems.map(({ file, messageText }) => `${samples.find((sample) => sample.file === file?.fileName)?.title ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)).toEqual([]);
  });

  it.each(blocks.filter(({ language }) => language === 'json'))('$page:$line is valid JSON, and a valid configuration where it is one', ({ code }) => {
    const value = JSON.parse(code) as Record<string, unknown>;
    if ('allow' in value || 'accessors' in value || 'context' in value) expect(checkConfiguration(value, 'the page')).toBeTypeOf('object');
  });

  it('have no block in a language that nothing here executes', () => {
    expect([...new Set(blocks.map(({ language }) => language))].sort()).toEqual(['diff', 'js', 'json', 'sh', 'ts', 'yaml']);
  });
});
