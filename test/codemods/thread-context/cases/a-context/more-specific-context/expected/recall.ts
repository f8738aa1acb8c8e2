import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type AdminContext = UserExecutionContext & { readonly reason: string };

export function recallFor(context: AdminContext): string {
  return createAgentInstanceFactory(context).recall(context.reason);
}

export function recallWith<Context extends UserExecutionContext>(context: Context): string {
  return createAgentInstanceFactory(context).recall('last');
}
