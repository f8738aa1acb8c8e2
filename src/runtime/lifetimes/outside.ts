import { AsyncLocalStorage } from 'node:async_hooks';
import { processWide } from '../process-wide.js';

/**
 * Returns a function that runs work outside every user's request: in the asynchronous context of
 * this very moment, normally the loading of a module, and in no scope. What the work opens then
 * belongs to nobody, for any AsyncLocalStorage in the process and not only for this library's.
 * @internal
 */
export function outsideRequests(): <T>(work: () => T) => T {
  const snapshot = AsyncLocalStorage.snapshot();
  return (work) => snapshot(() => processWide().storage.run(undefined, work));
}
