import type { UserExecutionContext } from '@unsingleton/runtime';
import { store } from './store';

let sweeper: NodeJS.Timeout | undefined;

export function sweep(userContext: UserExecutionContext): string {
  if (!sweeper) {
    sweeper = setInterval(() => {
      store.set('swept', 'again');
    }, 60_000);
    setTimeout(() => {
      store.set('swept', 'once');
    }, 1000);
  }
  return userContext.runId;
}
