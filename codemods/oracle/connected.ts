/**
 * Which programs a migration can concern. In a monorepo, what neither names the accessor, nor shares a file with a program
 * that does, nor imports a package that is one, is not read: each program costs the memory of all the packages that it uses.
 */
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { ts } from '@ts-morph/common';
import { readManifest } from '../../src/project/manifest.js';
import { builtFrom } from './outputs.js';
import type { UnitConfiguration } from './units.js';

type Reach = {
  readonly unit: UnitConfiguration;
  /** Its own files, and those that they import. */
  readonly files: ReadonlySet<string>;
  /** Packages of the repository that it asks for by their names. */
  readonly packages: ReadonlySet<string>;
  readonly isNaming: boolean;
};

/**
 * Of JavaScript that no compiler is shown, each file is judged by itself: most of it is build scripts and configuration.
 *
 * @param names the accessors, as `getAgents` or `AgentRegistry.getInstance`; without any, all programs are concerned
 */
export function connectedUnits(root: string, units: readonly UnitConfiguration[], names: readonly string[]): readonly UnitConfiguration[] {
  const unseen = units.filter(({ isUnseen }) => isUnseen === true);
  const seen = units.filter((unit) => !unseen.includes(unit));
  if (units.length < 2 || names.length === 0) return seen;
  const folders = packageFolders(root);
  const holders = names.flatMap((name) => name.split('.')[0] ?? []);
  const [only, ...others] = seen;
  // A program that is the only one is read in any case.
  const programs = only !== undefined && others.length === 0 ? [{ unit: only, files: new Set(only.rootNames), packages: new Set<string>(), isNaming: true }] : seen.map((unit) => reachOf(unit, folders, holders));
  const single = unseen.flatMap((unit) => {
    const cache = cacheFor(unit);
    return unit.rootNames.map((file) => reachOf({ ...unit, rootNames: [file] }, folders, holders, cache));
  });
  const all = [...programs, ...single];
  const concerned = new Set(all.filter(({ isNaming }) => isNaming));
  for (let before = 0; before < concerned.size;) {
    before = concerned.size;
    const files = new Set([...concerned].flatMap((at) => [...at.files]));
    const packages = [...folders].filter(([, folder]) => [...files].some((file) => file.startsWith(`${folder}/`))).map(([name]) => name);
    for (const at of all) if ([...at.files].some((file) => files.has(file)) || packages.some((name) => at.packages.has(name))) concerned.add(at);
  }
  if (concerned.size === 0) return seen;
  const read = new Set(all.filter((at) => concerned.has(at)).flatMap(({ unit }) => unit.rootNames));
  return [
    ...programs.filter((at) => concerned.has(at)).map(({ unit }) => unit),
    ...unseen.map((unit) => ({ ...unit, rootNames: unit.rootNames.filter((file) => read.has(file)) })).filter(({ rootNames }) => rootNames.length > 0),
  ];
}

const cacheFor = ({ configFile, options }: UnitConfiguration): ts.ModuleResolutionCache => ts.createModuleResolutionCache(dirname(configFile ?? ''), (name) => name, options);

function reachOf(unit: UnitConfiguration, folders: ReadonlyMap<string, string>, names: readonly string[], cache: ts.ModuleResolutionCache = cacheFor(unit)): Reach {
  const files = new Set(unit.rootNames);
  const packages: Set<string> = new Set();
  let isNaming = false;
  for (const file of unit.isUnseen === true ? unit.rootNames : files) {
    const text = ts.sys.readFile(file) ?? '';
    isNaming ||= names.some((name) => text.includes(name));
    const { importedFiles, referencedFiles } = ts.preProcessFile(text, true, true);
    for (const { fileName } of referencedFiles) files.add(join(dirname(file), fileName));
    for (const { fileName } of importedFiles) {
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(fileName)?.[0] ?? '';
      if (folders.has(name)) packages.add(name);
      const resolved = builtFrom(unit.outputs ?? [], fileName, file) ?? ts.resolveModuleName(fileName, file, unit.options, ts.sys, cache).resolvedModule?.resolvedFileName;
      if (resolved !== undefined && !/\/node_modules\/|\.d\.[cm]?ts$|\.json$/.test(resolved)) files.add(resolved);
    }
  }
  return { unit, files, packages, isNaming };
}

/** The packages of the repository, by name. */
function packageFolders(root: string): ReadonlyMap<string, string> {
  const manifests = globSync('**/package.json', { cwd: root, ignore: ['**/node_modules/**'], absolute: true });
  return new Map(manifests.map(dirname).flatMap((folder) => {
    const { name } = readManifest(folder);
    return typeof name === 'string' ? [[name, folder] as const] : [];
  }));
}
