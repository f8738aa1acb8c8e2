import type { FileFacts, Value } from '../facts/facts.js';

/** Why nothing in a file can leak between users of a server. */
export type Confinement = 'test' | 'script' | 'worker' | 'client' | 'declaration' | 'generated';

const TEST_FILE = /(?:^|\/)(?:__(?:tests|mocks|fixtures)__|(?:(?:unit|integration|functional|acceptance|smoke|system|load|api|e2e)-)?tests?|specs?|e2e|cypress|playwright|fixtures|testing|test-utils|benchmarks?|bench)\/|\.(?:test|spec|e2e|bench|cy|stories|story)\.[cm]?[jt]sx?$/;
const SCRIPT_FILE = /(?:^|\/)(?:scripts?|bin|tools?-?scripts|migrations?|seeds?|seeders|codemods|\.storybook|examples?|docs?)\/|(?:^|\/)[^/]+\.config\.[cm]?[jt]s$|(?:^|\/)(?:gulpfile|gruntfile|jest\.setup|vitest\.setup|setupTests)[^/]*\.[cm]?[jt]s$/i;
const BROWSER_GLOBALS = /^(?:document|window|localStorage|sessionStorage|navigator|HTMLElement|customElements|requestAnimationFrame|location|history)$/;
const SERVER_FILE = /\.server\.[jt]sx?$/;
const CLIENT_PACKAGE = /^(?:react|react-dom|react-dom\/client|react-native|preact|@angular\/(?:core|platform-browser)|lit|electron|vscode|next\/(?:router|link|image|navigation)|@mui\/.+|@tanstack\/react-.+|react-router(?:-dom)?)$/;
const IMPORTS_CLIENT = new RegExp(`^(?:import\\b[^'"]*|\\} from *|.*\\brequire\\()['"]${CLIENT_PACKAGE.source.slice(1, -1)}['"]`, 'm');

const SERVER_PACKAGE = /^(?:next\/headers|server-only|@remix-run\/(?:node|express|cloudflare|deno|server-runtime))$/;
/** A component that the server renders, or what it fetches for one. */
const RENDERED_ON_SERVER = new RegExp(`^\\s*['"]use server['"]|\\bgetServerSideProps\\b|\\bexport\\s+default\\s+async\\b|['"]${SERVER_PACKAGE.source.slice(1, -1)}['"]`, 'm');

/** Told by its path alone, so that a scan need not even read it. */
export function isTestFile(relative: string): boolean {
  return TEST_FILE.test(relative);
}

/**
 * Told by a look at the text, so that a scan need not parse it: a component of the browser's.
 * Says yes only where `confinementOf` would say `client`.
 */
export function isClientText(relative: string, text: string): boolean {
  return /\.[jt]sx$/.test(relative) && !SCRIPT_FILE.test(relative) && !SERVER_FILE.test(relative) && IMPORTS_CLIENT.test(text) && !RENDERED_ON_SERVER.test(text);
}

/** Whether a file has a say in who calls whom: files that serve one user at a time have none. */
export function takesPart(relative: string, facts: FileFacts | undefined): boolean {
  const confinement = confinementOf(relative, facts);
  return confinement !== 'test' && confinement !== 'client' && confinement !== 'declaration';
}

const judged: WeakMap<FileFacts, readonly [relative: string, found: Confinement | undefined]> = new WeakMap();

/** Judges a file by what it is, never by what its names suggest about users. Several parts of an analysis ask. */
export function confinementOf(relative: string, facts: FileFacts | undefined): Confinement | undefined {
  if (!facts) return undefined;
  const known = judged.get(facts);
  if (known?.[0] === relative) return known[1];
  const found = judge(relative, facts);
  judged.set(facts, [relative, found]);
  return found;
}

function judge(relative: string, facts: FileFacts): Confinement | undefined {
  if (TEST_FILE.test(relative)) return 'test';
  if (facts.directives.includes('use client')) return 'client';
  if (/\.d\.[cm]?ts$/.test(relative)) return 'declaration';
  if (SCRIPT_FILE.test(relative)) return 'script';
  if (isWorker(facts)) return 'worker';
  if (isClient(relative, facts)) return 'client';
  return undefined;
}

/** Whether nothing in a file can leak, asked again and again. */
export function confinedFiles(relative: (file: string) => string, facts: (file: string) => FileFacts, isClient: (file: string) => boolean = () => false): (file: string) => boolean {
  const known: Map<string, boolean> = new Map();
  return (file) => {
    const found = known.get(file) ?? (confinementOf(relative(file), facts(file)) !== undefined || isClient(file));
    known.set(file, found);
    return found;
  };
}

function isWorker(facts: FileFacts): boolean {
  const imports = facts.variables.some(({ imported, definitions }) => (imported?.name === 'parentPort' && /worker_threads$/.test(imported.request)) || definitions.some(isParentPort));
  return imports && !facts.variables.some(({ imported }) => imported?.name === 'Worker');
}

/** `const { parentPort } = require('worker_threads')` */
function isParentPort(value: Value): boolean {
  return value.kind === 'member' && value.key === 'parentPort' && value.object.kind === 'module' && /worker_threads$/.test(value.object.request);
}

/** Code that talks to the page: its module state belongs to one browser tab. */
function isClient(relative: string, facts: FileFacts): boolean {
  if (facts.directives.includes('use server') || SERVER_FILE.test(relative) || isRenderedOnServer(facts)) return false;
  let page = 0;
  for (const { callee } of facts.calls) {
    let bottom = callee;
    while (bottom.kind === 'member') bottom = bottom.object;
    if (bottom.kind === 'global' && bottom.name === 'self' && callee.kind === 'member' && (callee.key === 'postMessage' || callee.key === 'addEventListener')) return true;
    if (bottom.kind === 'global' && BROWSER_GLOBALS.test(bottom.name)) page += 1;
  }
  if (page >= 2) return true;
  const usesClient = facts.requests.some((request) => CLIENT_PACKAGE.test(request));
  if (!usesClient) return /\.client\.[jt]sx?$/.test(relative);
  // Components: hooks and markup run in the browser unless the file says that it is a server's.
  return page > 0 || /\.[jt]sx$/.test(relative) || facts.calls.some(({ callee }) => callee.kind === 'variable' && /^use[A-Z]/.test(facts.variables[callee.id]?.name ?? ''));
}

function isRenderedOnServer({ requests, exports, functions }: FileFacts): boolean {
  return requests.some((request) => SERVER_PACKAGE.test(request))
    || exports.some((one) => 'value' in one && (one.name === 'getServerSideProps' || (one.name === 'default' && one.value.kind === 'function' && functions[one.value.id]?.async === true)));
}
