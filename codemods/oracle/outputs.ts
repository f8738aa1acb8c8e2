/**
 * Tests are often run against what was built, and ask for it by its path: `../dist/agents.js`. What they call is the source,
 * whether or not anything has been built yet.
 */
import { dirname, resolve } from 'node:path';
import { ts } from '@ts-morph/common';
import type { UnitConfiguration } from './units.js';

/** One folder that a compiler writes, and the one that it reads. */
export type Output = { readonly folder: string; readonly sources: string };

export function outputOf({ configFile, rootNames, options }: UnitConfiguration): Output[] {
  if (configFile === null || options.outDir === undefined) return [];
  const folder = resolve(dirname(configFile), options.outDir);
  const sources = resolve(dirname(configFile), options.rootDir ?? commonFolder(rootNames));
  return folder === sources ? [] : [{ folder, sources }];
}

function commonFolder(files: readonly string[]): string {
  const [first = '', ...rest] = files.filter((file) => !file.endsWith('.d.ts')).map(dirname);
  let common = first;
  while (common !== dirname(common) && !rest.every((at) => `${at}/`.startsWith(`${common}/`))) common = dirname(common);
  return common;
}

/** The source of what a file asks for by its path, where that is something that is built. */
export function builtFrom(outputs: readonly Output[], specifier: string, fromFile: string): string | undefined {
  if (outputs.length === 0 || !specifier.startsWith('.')) return undefined;
  const asked = resolve(dirname(fromFile), specifier);
  for (const { folder, sources } of outputs) {
    if (asked !== folder && !asked.startsWith(`${folder}/`)) continue;
    const bare = `${sources}${asked.slice(folder.length)}`.replace(/\.([cm]?)js$/, '.$1');
    const candidates = /\.[cm]?$/.test(bare) ? [`${bare}ts`, `${bare}tsx`] : [`${bare}.ts`, `${bare}.tsx`, `${bare}/index.ts`];
    const found = candidates.find((file) => ts.sys.fileExists(file));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The host of a program that reads the sources of what it asks for where it was built. */
export function readingSources(host: ts.CompilerHost, outputs: readonly Output[]): ts.CompilerHost {
  let cache: ts.ModuleResolutionCache | undefined;
  host.resolveModuleNameLiterals = (literals, file, redirected, options, source) => {
    cache ??= ts.createModuleResolutionCache(host.getCurrentDirectory(), (name) => host.getCanonicalFileName(name), options);
    return literals.map((literal) => resolved(outputs, literal.text, file) ?? ts.resolveModuleName(literal.text, file, options, host, cache, redirected, ts.getModeForUsageLocation(source, literal, options)));
  };
  return host;
}

function resolved(outputs: readonly Output[], specifier: string, file: string): ts.ResolvedModuleWithFailedLookupLocations | undefined {
  const source = builtFrom(outputs, specifier, file);
  const extension = source && `.${source.slice(source.lastIndexOf('.') + 1)}`;
  return source === undefined || extension === undefined ? undefined : { resolvedModule: { resolvedFileName: source, extension, isExternalLibraryImport: false } };
}
