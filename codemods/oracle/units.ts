/** Which tsconfig checks which file: every file goes to exactly one unit, so that it is analysed and edited once. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { globSync } from 'tinyglobby';
import { ts } from '@ts-morph/common';
import { findSourceFiles } from '../../src/project/files.js';
import { MAX_BYTES } from '../../src/project/index.js';
import { withDefaultsOf } from './compiler-defaults.js';
import { outputOf, type Output } from './outputs.js';

export type UnitConfiguration = {
  readonly configFile: string | null;
  /** Absolute, with forward slashes. */
  readonly rootNames: readonly string[];
  readonly options: ts.CompilerOptions;
  readonly references: readonly ts.ProjectReference[];
  /** Of files that no configuration names, which may ask for what was built: where that is put. */
  readonly outputs?: readonly Output[];
  /** JavaScript that no compiler is shown: build scripts, tests of what was built, a server beside. */
  readonly isUnseen?: true;
};

const SOURCES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';
const TYPESCRIPT = /\.[cm]?tsx?$/;
const IGNORED = ['**/node_modules/**', '**/dist/**', '**/build/**', '**/coverage/**', '**/.*/**'];

const posix = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));

export function findUnits(root: string): UnitConfiguration[] {
  const configFiles = globSync(['**/tsconfig*.json', '**/jsconfig.json'], { cwd: root, ignore: IGNORED, absolute: true }).map(posix);
  const read = configFiles.sort(byDepthThenName).flatMap((file) => readConfiguration(file));
  const extended = new Set(read.flatMap((one) => one.extended));
  // A base that names no files takes in all there are, and knows nothing of the aliases of those that are built on it.
  const isBase = ({ unit, namesFiles }: Read): boolean => !namesFiles && unit.configFile !== null && !unit.configFile.endsWith('/tsconfig.json') && extended.has(unit.configFile);
  const units = withoutCovered(read.filter((one) => one.unit.rootNames.length > 0 && !isBase(one)).map(({ unit }) => unit));
  // One that is dropped writes its folder all the same.
  return withOrphans(root, units, read.flatMap(({ unit }) => outputOf(unit)));
}

/** A plain `tsconfig.json` before its variants, deeper folders before shallower ones. */
function byDepthThenName(a: string, b: string): number {
  const depth = (file: string): number => file.split('/').length;
  const plain = (file: string): number => (file.endsWith('/tsconfig.json') ? 0 : 1);
  return depth(b) - depth(a) || plain(a) - plain(b) || (a < b ? -1 : 1);
}

type Read = { readonly unit: UnitConfiguration; /** The configurations that this one is built on. */ readonly extended: readonly string[]; readonly namesFiles: boolean };

function readConfiguration(configFile: string): Read[] {
  const { config, error } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as { config?: Readonly<Record<string, unknown>>; error?: ts.Diagnostic };
  if (error !== undefined || config === undefined) return [];
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dirname(configFile), undefined, configFile);
  return [{
    unit: { configFile, rootNames: parsed.fileNames, options: withDefaultsOf(dirname(configFile), parsed.options), references: parsed.projectReferences ?? [] },
    extended: [config['extends']].flat().flatMap((base) => (typeof base === 'string' ? [posix(join(dirname(configFile), base.replace(/(\.json)?$/, '.json')))] : [])),
    namesFiles: 'files' in config || 'include' in config,
  }];
}

/** Drops a configuration all of whose files another one checks too (`tsconfig.build.json` beside `tsconfig.json`). */
function withoutCovered(units: readonly UnitConfiguration[]): UnitConfiguration[] {
  const sets = units.map((unit) => new Set(unit.rootNames));
  const covers = (outer: number, inner: number): boolean => (units[inner]?.rootNames ?? []).every((file) => sets[outer]?.has(file) === true);
  const isCovered = (inner: number): boolean =>
    units.some((_, outer) => outer !== inner && covers(outer, inner) && (!covers(inner, outer) || outer < inner));
  return units.filter((_, index) => !isCovered(index));
}

/**
 * Tests are often left out of every tsconfig; they call the program all the same. Each is checked with the options of the
 * nearest one, but in a program of its own: the globals of one test runner would be those of the whole server else.
 */
function withOrphans(root: string, units: readonly UnitConfiguration[], outputs: readonly Output[]): UnitConfiguration[] {
  const known = new Set(units.flatMap((unit) => unit.rootNames));
  const all = globSync(SOURCES, { cwd: root, ignore: IGNORED, absolute: true }).map(posix).sort();
  const orphans = all.filter((file) => !known.has(file) && !outputs.some(({ folder }) => file.startsWith(`${folder}/`)));
  if (units.length === 0) return [{ configFile: null, rootNames: orphans, options: defaultOptions(root), references: [] }];
  const nearest = (file: string): UnitConfiguration | undefined =>
    units.filter((unit) => unit.configFile !== null && file.startsWith(`${dirname(unit.configFile)}/`))
      .sort((a, b) => dirname(b.configFile ?? '').length - dirname(a.configFile ?? '').length)[0];
  const beside: UnitConfiguration = { configFile: null, rootNames: [], options: defaultOptions(root), references: [] };
  const added: Map<string, UnitConfiguration> = new Map();
  const isMade = madeByTools(root, new Set(all));
  for (const file of orphans) {
    const isTypeScript = TYPESCRIPT.test(file);
    const unit = nearest(file) ?? (isTypeScript ? units[0] : beside);
    if (unit === undefined) continue;
    const isSeen = isTypeScript || (unit !== beside && unit.options.allowJs === true);
    if (!isSeen && isMade(file)) continue;
    const key = `${String(isSeen)} ${unit.configFile ?? ''}`;
    const { rootNames } = added.get(key) ?? { rootNames: [] };
    const options = isSeen ? unit.options : { ...unit.options, allowJs: true, checkJs: false };
    added.set(key, { ...unit, rootNames: [...rootNames, file], options, outputs, ...(isSeen ? {} : { isUnseen: true }) });
  }
  return [...units, ...added.values()];
}

/** Whether nobody wrote a file of JavaScript: it stands beside its source, or where git does not look, or shows how it was made. */
function madeByTools(root: string, all: ReadonlySet<string>): (file: string) => boolean {
  let listed: ReadonlySet<string> | undefined;
  return (file) => {
    listed ??= new Set(findSourceFiles(root).files.map(posix));
    return !listed.has(file) || ['ts', 'tsx'].some((ending) => all.has(file.replace(/jsx?$/, ending)))
      || /[.-]min\.[cm]?js$/.test(file) || statSync(file).size > MAX_BYTES || COMPILED.test(readFileSync(file, 'utf8'));
  };
}

const COMPILED = /^\/\/# sourceMappingURL=|^Object\.defineProperty\(exports, ["']__esModule["']/m;

function defaultOptions(root: string): ts.CompilerOptions {
  const esm = existsSync(join(root, 'package.json'));
  return {
    allowJs: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: esm ? ts.ModuleKind.NodeNext : ts.ModuleKind.Preserve,
    moduleResolution: esm ? ts.ModuleResolutionKind.NodeNext : ts.ModuleResolutionKind.Bundler,
    noEmit: true,
  };
}

export function relativeTo(root: string, file: string): string {
  return posix(relative(root, file));
}
