/**
 * Type-checks a tree held in memory, as a project of its own that sees the repository's `node_modules`.
 * Library files are parsed once for all trees: that is what makes checking some hundred of them cheap.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Tree } from './case.js';

/** Does not exist on disk. It lies inside the repository so that package names resolve. */
const ROOT = fileURLToPath(new URL('../../../../.cases/', import.meta.url));

const libraryFiles: Map<string, ts.SourceFile | undefined> = new Map();

/** One line per error: `load.ts(3,5): TS2554 Expected 2 arguments, but got 1.` */
export function typeErrors(tree: Tree): string[] {
  const options = compilerOptions(tree);
  const host = hostOf(tree, options);
  const rootNames = [...tree.keys()].filter((file) => isSource(file, options)).map((file) => join(ROOT, file));
  const program = ts.createProgram({ rootNames, options, host });
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ').replaceAll(ROOT, '');
    if (diagnostic.file === undefined) return `TS${diagnostic.code} ${text}`;
    const { line, character } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
    return `${diagnostic.file.fileName.replace(ROOT, '')}(${line + 1},${character + 1}): TS${diagnostic.code} ${text}`;
  });
}

function isSource(file: string, { allowJs = false }: ts.CompilerOptions): boolean {
  return !file.startsWith('node_modules/') && (allowJs ? /\.[cm]?[jt]sx?$/ : /\.[cm]?tsx?$/).test(file);
}

function compilerOptions(tree: Tree): ts.CompilerOptions {
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', tree.get('tsconfig.json') ?? '{}') as { config?: { compilerOptions?: object } };
  const { options, errors } = ts.convertCompilerOptionsFromJson(config?.compilerOptions ?? {}, ROOT);
  if (errors[0] !== undefined) throw new Error(ts.flattenDiagnosticMessageText(errors[0].messageText, ' '));
  return { ...options, noEmit: true };
}

function hostOf(tree: Tree, options: ts.CompilerOptions): ts.CompilerHost {
  const own = (path: string): string | undefined => (path.startsWith(ROOT) ? tree.get(path.slice(ROOT.length)) : undefined);
  const ownFolders = new Set([...tree.keys()].flatMap((file) => ancestors(join(ROOT, file))));
  const disk = ts.createCompilerHost(options);
  return {
    ...disk,
    getCurrentDirectory: () => ROOT,
    fileExists: (path) => own(path) !== undefined || disk.fileExists(path),
    readFile: (path) => own(path) ?? disk.readFile(path),
    directoryExists: (path) => ownFolders.has(path.replace(/\/$/, '')) || ts.sys.directoryExists(path),
    getSourceFile(path, language) {
      const text = own(path);
      if (text !== undefined) return ts.createSourceFile(path, text.replace(/^\uFEFF/, ''), language, true);
      if (!libraryFiles.has(path)) libraryFiles.set(path, disk.getSourceFile(path, language));
      return libraryFiles.get(path);
    },
  };
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...ancestors(parent)];
}
