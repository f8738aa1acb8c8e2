import type { UserExecutionContext } from '@unsingleton/runtime';
import { RunView } from './run-view';

export function handle(userContext: UserExecutionContext): string {
  const view = new RunView(userContext.runId);
  return view.text;
}
