import { dirname } from 'node:path';
import { readManifest } from '../project/manifest.js';
import type { Effect } from './effect.js';
import type { EntryKind } from './entries/catalogue.js';
import type { Reachability } from './reach.js';

/** One scope is made for each request over HTTP, not for what comes over an open connection or out of a queue. */
const WITHOUT_SCOPE: ReadonlySet<EntryKind> = new Set<EntryKind>(['websocket', 'message', 'queue']);
const FIRST_WITH_SCOPES = 8;

/**
 * `Sentry.setUser(user)`: what is set goes to the isolation scope, and the library makes one for each request.
 * Source: docs.sentry.io, "Scopes", and the migration from version 7, whose hub was everybody's.
 */
export function isKeptApart(reach: Reachability, { place: { base, path }, file, fn }: Effect): boolean {
  if (base.kind !== 'external' || path.length > 0 || !base.request.startsWith('@sentry/') || base.path.includes('getGlobalScope')) return false;
  const entry = reach.entryOf(fn);
  return (!entry || !WITHOUT_SCOPE.has(entry.kind)) && majorOf(base.request, dirname(file)) >= FIRST_WITH_SCOPES;
}

/** The major version that the nearest package.json asks for that asks for it at all; the latest where none is said. */
function majorOf(name: string, folder: string): number {
  for (let at = folder; ; at = dirname(at)) {
    const manifest = readManifest(at);
    for (const field of ['dependencies', 'devDependencies', 'peerDependencies']) {
      const range = (manifest[field] as Readonly<Record<string, unknown>> | undefined)?.[name];
      if (typeof range === 'string') return Number(/\d+/.exec(range)?.[0] ?? Infinity);
    }
    if (at === dirname(at)) return 0;
  }
}
