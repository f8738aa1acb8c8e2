import type { Reason, Verdict } from './verdict.js';
import type { Shape } from './report.js';
import type { Root } from './roots.js';

/** The rule that reports a finding of this shape. */
export function ruleOf(shape: Shape, reason: Reason): string {
  if (reason === 'request-captured') return 'no-captured-context';
  switch (shape) {
    case 'foreign-write': return 'no-foreign-singleton-write';
    case 'derived-constant': return 'no-module-scope-create';
    case 'lazy-getter':
    case 'async-lazy-getter':
    case 'static-accessor':
    case 'constructor-singleton':
    case 'eager-export':
    case 'closure-singleton':
    case 'proxy-lazy':
    case 'container-singleton':
    case 'set-get-pair': return 'no-user-state-singleton';
    default: return 'no-cross-request-state';
  }
}

/** What leaks to whom, and what to do about it. */
export function messageOf(root: Root, shape: Shape, verdict: Verdict): string {
  const what = verdict.source ? `\`${verdict.source.text.replace(/^parameter \d+\./, '')}\`` : 'a value';
  const place = `\`${root.name}\``;
  const field = fieldOf(root, verdict);
  const where = field === undefined ? place : field === verdict.effect?.method ? `\`${root.name}\` (by \`${field}()\`)` : `\`${root.name}\` (its field \`${field}\`)`;
  switch (verdict.reason) {
    case 'user-in-slot': return `${what} of one request is kept in ${where}, which all requests share: the next request overwrites it and whoever reads it then gets another user's. Pass it as a parameter or keep it in a request scope.`;
    case 'user-captured-once':
      if (shape === 'derived-constant') return `${place} is computed once, while modules load, from ${verdict.source ? what : 'a per-user value'}: every later user gets the first one's. Make it a function of the user context.`;
      return `${where} is built once, with ${what} of the first request: every later user works with the first user's. Create it per request from the user context.`;
    case 'user-appended': return `${what} of one request is added to ${where}, which all requests share and read. Keep it per user or per request.`;
    case 'retained-by-key': return `${where} keeps ${what} under a key of the request and nothing ever removes it: users' data stays for the life of the process, and anyone who knows the key can read it. Bound it, or keep it per user.`;
    case 'retained-until-asked': return `${where} keeps ${what} under a key of the request until a later request asks to forget it: of users who never ask it stays for the life of the process. Let it expire.`;
    case 'key-misses-user': return `${where} is shared under a key that leaves out ${what}, on which the value depends: one user gets what was computed for another. Put the user into the key.`;
    case 'shared-by-guests': return `${where} keeps ${what} under the key of whoever is signed in, and that of everybody else under one key that they share: one of them gets what another left. Give each a key of their own.`;
    case 'listed': return `${where} holds the data of all users and hands all of it out at once. Filter it by user, or keep it per user.`;
    case 'torn-down': return `${place} is one slot for the whole process, and a request uses it and then takes it away: it does so to every other request. Keep it per session.`;
    case 'request-captured': return `A listener on ${place} captures ${what} of one request and outlives it. Take the context from the event, or remove the listener when the request ends.`;
    case 'foreign': return `${place} belongs to everybody in the process; writing ${what} into it changes it for all users. Use an instance of your own, or pass the value along.`;
    case 'parameter-in-field': return `${where} of a shared instance is overwritten with ${what}; if that is a user's, concurrent requests see each other's.`;
    case 'origin-unknown': return shape === 'stateful-regex'
      ? `${place} is a shared pattern with state: \`lastIndex\` of one caller decides where the next one's match begins. Drop the g or y flag, or build the pattern where it is used.`
      : `${where} is shared by all requests and overwritten with ${what}; if that is a user's, concurrent requests see each other's.`;
    default: return whyOf(verdict.reason);
  }
}

/** Why a long-lived root is harmless, in one sentence. */
export function whyOf(reason: Reason): string {
  switch (reason) {
    case 'never-written': return 'never written after it is created';
    case 'initialisation': return 'written only while modules load or while it is being built';
    case 'start-up': return 'written only while the program starts';
    case 'confined': return 'a test, a script, a worker or code for the browser or the desktop: it serves one user at a time';
    case 'weak': return 'weakly keyed: entries go away with their request';
    case 'request-scoped': return 'request-scoped storage';
    case 'persisted': return 'settings of the installation: kept on disk and meant for everybody';
    case 'administered': return 'a setting of the installation: only administrators change it, and it is meant for everybody';
    case 'synchronous': return 'written and read within one synchronous call: nobody can come between';
    case 'never-read': return 'written, but never read back';
    case 'no-user-data': return 'what is written comes from no request';
    case 'counter': return 'a counter or flag';
    case 'queue': return 'a chain of promises in which each piece of work waits for the one before';
    case 'membership': return 'nothing is asked of it but whether something is in it';
    case 'keyed': return 'a collection with a key of its own for each entry';
    case 'memo': return 'a cache whose key says everything that the value depends on';
    case 'evicted': return 'keyed, bounded or cleaned up';
    case 'only-ended': return 'a list of those who are there: each is found by its name or closed, and none is handed out';
    case 'registry': return 'a registry whose entries are taken out again';
    case 'frozen': return 'frozen or read-only';
    case 'held-elsewhere': return 'another name for an object that is kept, and reported, elsewhere';
    case 'allowed': return 'allowed by the configuration';
    default: return 'a possible leak that could not be proved';
  }
}

function fieldOf(root: Root, { effect }: Verdict): string | undefined {
  const [first] = effect?.path ?? [];
  return first === undefined || first === '*' || first === 'value' || root.name.split('.').includes(first) ? undefined : first;
}
