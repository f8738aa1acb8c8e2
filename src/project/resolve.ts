import { existsSync } from 'node:fs';
import type * as Oxc from 'oxc-resolver';
import { require } from './require.js';
import { workspacePackage, workspacesAround } from './workspaces.js';

/** Says which file of the project an import means; `undefined` for packages, built-ins and what cannot be found. */
export type Resolve = (fromFile: string, request: string) => string | undefined;

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

/** Resolution as TypeScript and bundlers have it: path aliases, exports maps, workspaces, `.js` that means `.ts`. */
export function createResolver(): Resolve {
  const { ResolverFactory } = require('oxc-resolver') as typeof Oxc;
  const resolver = new ResolverFactory({
    tsconfig: 'auto',
    extensions: EXTENSIONS,
    extensionAlias: { '.js': ['.ts', '.tsx', '.js', '.jsx'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'], '.jsx': ['.tsx', '.jsx'] },
    conditionNames: ['node', 'import', 'require', 'types', 'default'],
    mainFields: ['main', 'module'],
    builtinModules: true,
  });
  const known: Map<string, string | undefined> = new Map();
  return (fromFile, request) => {
    const directory = fromFile.slice(0, fromFile.lastIndexOf('/'));
    // A relative name means the same in a whole directory, a bare one in a whole package.
    const key = `${request.startsWith('.') ? directory : packageAround(directory)}\0${request}`;
    if (known.has(key)) return known.get(key);
    const found = resolveOnce(resolver, fromFile, directory, request);
    known.set(key, found);
    return found;
  };
}

const packages: Map<string, string> = new Map();

/** The nearest folder with a manifest or a compiler configuration of its own: what bare names mean may change only there. */
function packageAround(directory: string): string {
  const known = packages.get(directory);
  if (known !== undefined) return known;
  const outer = directory.slice(0, directory.lastIndexOf('/'));
  const found = outer === '' || existsSync(`${directory}/package.json`) || existsSync(`${directory}/tsconfig.json`) ? directory : packageAround(outer);
  packages.set(directory, found);
  return found;
}

function resolveOnce(resolver: Oxc.ResolverFactory, file: string, directory: string, request: string): string | undefined {
  if (request.startsWith('node:')) return undefined;
  let path = resolver.resolveFileSync(file, request).path;
  // A broken tsconfig must not hide what a plain path says.
  if (path === undefined && request.startsWith('.')) path = resolver.sync(directory, request).path;
  if (path === undefined) path = byConvention(resolver, directory, request);
  if (path === undefined || path.includes('/node_modules/') || BUILT.test(path)) path = inWorkspace(resolver, directory, request) ?? path;
  if (path === undefined || path.includes('/node_modules/') || !/\.[cm]?[jt]sx?$/.test(path)) return undefined;
  return path;
}

/** What frameworks mean by such names where no configuration is at hand that says so: they write theirs while they build. */
const CONVENTIONS: readonly { readonly prefix: string; readonly folders: readonly string[] }[] = [
  { prefix: '@/', folders: ['.', './src', './app'] },
  { prefix: '~/', folders: ['./app', './src', '.'] },
  { prefix: '~~/', folders: ['.'] },
  { prefix: '@@/', folders: ['.'] },
  { prefix: '$lib/', folders: ['./src/lib'] },
];

function byConvention(resolver: Oxc.ResolverFactory, directory: string, request: string): string | undefined {
  const convention = CONVENTIONS.find(({ prefix }) => request.startsWith(prefix));
  if (!convention) return undefined;
  const folder = packageAround(directory);
  const rest = request.slice(convention.prefix.length);
  return convention.folders.map((within) => resolver.sync(folder, `${within}/${rest}`).path).find((path) => path !== undefined);
}

/** Output of a build, which says the same as a source that can be read instead. */
const BUILT = /\/(?:dist|build|out|lib)\/|\.d\.[cm]?ts$/;

/** The source that a package of the same monorepo exports, whether or not it is installed or built. */
function inWorkspace(resolver: Oxc.ResolverFactory, directory: string, request: string): string | undefined {
  const found = workspacePackage(workspacesAround(directory), request);
  if (!found) return undefined;
  const { folder, subpath } = found;
  const exported = [resolver.sync(folder, request).path, resolver.sync(folder, `.${subpath}`).path];
  const sources = (subpath === '' ? ['./src/index', './src/main', './index'] : [`./src${subpath}`]).map((candidate) => resolver.sync(folder, candidate).path);
  return exported.find((path) => path !== undefined && !path.includes('/node_modules/') && !BUILT.test(path)) ?? sources.find((path) => path !== undefined);
}
