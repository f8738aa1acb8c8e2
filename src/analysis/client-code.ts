import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import type { FileFacts, Value } from '../facts/facts.js';
import { confinementOf } from './confinement.js';
import { SERVER_PACKAGES } from './entries/catalogue.js';

const UI = /^(?:react|react-dom|react-native|vue|svelte|preact|solid-js|lit|jquery|@angular\/core)$/;
const SERVES = /^(?:next|nuxt|astro|gatsby|vike|waku|@remix-run\/.+|@sveltejs\/kit|@tanstack\/react-start|@analogjs\/platform)$/;
const RENDERS_ON_SERVER = /^(?:@vue\/server-renderer|vue\/server-renderer|react-dom\/server.*|svelte\/server|preact-render-to-string|vue-server-renderer|solid-js\/web\/server)$/;
/** What bundlers bring to the browser too. */
const EVERYWHERE = /^(?:assert|buffer|crypto|events|path|punycode|querystring|stream|string_decoder|url|util|process|timers|constants)$/;
const BUILTIN: ReadonlySet<string> = new Set(builtinModules.filter((name) => !EVERYWHERE.test(name)));
const PAGE = /^(?:document|window|localStorage|sessionStorage|navigator|location|history|chrome|\$|jQuery|ajaxify)$/;

type Folder = Package & { serves: boolean; hasPage: boolean };
type Package = {
  readonly isUi: boolean;
  /** A program on one user's own machine: an application of Electron, an extension of an editor. */
  readonly isDesktop: boolean;
  /** Meteor loads nothing of a folder `client` on the server. Source: docs.meteor.com, "Special directories". */
  readonly isMeteor: boolean;
};

/**
 * Which files serve one user by the company they keep: a package or a `public` folder of pages, in which nothing asks
 * for a server's frameworks or for what only Node has; an application of the desktop; the half of a Meteor
 * application that is sent to the browser.
 */
export function clientFiles(files: readonly string[], relative: (file: string) => string, facts: (file: string) => FileFacts): (file: string) => boolean {
  const folders: Map<string, Folder> = new Map();
  const packages: Map<string, string | undefined> = new Map();
  const foldersOf = (file: string): readonly string[] => [packageOf(dirname(file), packages), publicFolder(relative(file))].filter((folder) => folder !== undefined);
  for (const file of files) {
    const name = relative(file);
    const said = facts(file);
    const confinement = confinementOf(name, said);
    if (confinement === 'test' || confinement === 'script' || confinement === 'declaration') continue;
    for (const folder of foldersOf(file)) {
      const known = folders.get(folder) ?? { ...packageAt(folder), serves: false, hasPage: false };
      folders.set(folder, known);
      known.serves ||= said.requests.some(isServers) || said.directives.includes('use server');
      known.hasPage ||= confinement === 'client' || said.calls.some(({ callee }) => isOfPage(callee));
    }
  }
  return (file) => foldersOf(file).some((folder) => {
    const known = folders.get(folder);
    if (!known) return false;
    if (known.isDesktop || (known.isMeteor && /\/client\//.test(file.slice(folder.length)))) return true;
    return !known.serves && (known.isUi || (known.hasPage && folder.endsWith('public')));
  });
}

function isServers(request: string): boolean {
  const name = request.replace(/^node:/, '');
  return BUILTIN.has(name) || RENDERS_ON_SERVER.test(request) || SERVES.test(request) || (SERVER_PACKAGES.test(request) && request !== 'vite');
}

function isOfPage(callee: Value): boolean {
  let bottom = callee;
  while (bottom.kind === 'member') bottom = bottom.object;
  return bottom.kind === 'global' && PAGE.test(bottom.name);
}

function packageOf(folder: string, known: Map<string, string | undefined>): string | undefined {
  if (known.has(folder)) return known.get(folder);
  const found = read(join(folder, 'package.json')) !== undefined ? folder : folder === dirname(folder) ? undefined : packageOf(dirname(folder), known);
  known.set(folder, found);
  return found;
}

/** `public/src/chat.js` → `…/public` */
function publicFolder(file: string): string | undefined {
  return /^(?:.*?\/)?public(?=\/)/.exec(file)?.[0];
}

function packageAt(folder: string): Package {
  const isMeteor = existsSync(join(folder, '.meteor'));
  try {
    const { dependencies, devDependencies, peerDependencies, engines } = JSON.parse(read(join(folder, 'package.json')) ?? '{}') as Record<string, Record<string, string> | undefined>;
    const names = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies });
    const isOfServers = (name: string): boolean => SERVER_PACKAGES.test(name) && name !== 'vite';
    return {
      isUi: !Object.keys(dependencies ?? {}).some(isOfServers) && names.some((name) => UI.test(name)) && !names.some((name) => SERVES.test(name)),
      isDesktop: !names.some(isOfServers) && (names.includes('electron') || engines?.['vscode'] !== undefined),
      isMeteor,
    };
  } catch {
    // No object: it says nothing of what the package is.
    return { isUi: false, isDesktop: false, isMeteor };
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
