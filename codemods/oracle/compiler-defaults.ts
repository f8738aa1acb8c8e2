/**
 * What the project's own compiler assumes where its tsconfig says nothing. TypeScript 6, with which the migration looks at the
 * program, assumes otherwise than all before it (https://devblogs.microsoft.com/typescript/announcing-typescript-6-0/): above
 * all, it takes no `@types` that nobody names, and a server of TypeScript 5 would be read without `process` and its tests
 * without `expect`.
 */
import { dirname, join } from 'node:path';
import { ts } from '@ts-morph/common';
import { readManifest } from '../../src/project/manifest.js';

/** The options with the defaults of the compiler that checks this folder, where that is older than 6. */
export function withDefaultsOf(folder: string, options: ts.CompilerOptions): ts.CompilerOptions {
  const major = compilerOf(folder);
  return major === undefined || major >= 6 ? options : { ...before6(options), ...options };
}

/** The major version of the nearest TypeScript, installed or asked for. */
function compilerOf(folder: string): number | undefined {
  const { version: installed } = readManifest(join(folder, 'node_modules/typescript'));
  const { dependencies, devDependencies, peerDependencies } = readManifest(folder);
  const asked = [devDependencies, dependencies, peerDependencies].map((at) => (at as { readonly typescript?: unknown } | null | undefined)?.typescript);
  const version = [installed, ...asked].find((at) => typeof at === 'string' && /\d/.test(at));
  if (typeof version === 'string') return Number(/\d+/.exec(version)?.[0]);
  const parent = dirname(folder);
  return parent === folder ? undefined : compilerOf(parent);
}

/** https://www.typescriptlang.org/tsconfig/, as of 5.9. The language is left at its newest: more is known of what programs use. */
function before6(said: ts.CompilerOptions): ts.CompilerOptions {
  const { target = ts.ScriptTarget.ES5 } = said;
  const { module = target >= ts.ScriptTarget.ES2015 ? ts.ModuleKind.ES2015 : ts.ModuleKind.CommonJS } = said;
  const isNode = ts.ModuleKind.Node16 <= module && module <= ts.ModuleKind.NodeNext;
  const { esModuleInterop = isNode || module === ts.ModuleKind.Preserve } = said;
  return {
    types: ['*'],
    strict: false,
    noUncheckedSideEffectImports: false,
    module,
    ...(module === ts.ModuleKind.CommonJS ? { moduleResolution: ts.ModuleResolutionKind.Node10 } : {}),
    esModuleInterop,
    allowSyntheticDefaultImports: esModuleInterop || said.moduleResolution === ts.ModuleResolutionKind.Bundler,
  };
}
