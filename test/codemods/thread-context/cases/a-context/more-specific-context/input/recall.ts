import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type AdminContext = UserExecutionContext & { readonly reason: string };

export function recallFor(context: AdminContext): string {
  return getAgentInstanceFactory().recall(context.reason);
}

export function recallWith<Context extends UserExecutionContext>(context: Context): string {
  return getAgentInstanceFactory().recall('last');
}
