import type { UserExecutionContext } from '@unsingleton/runtime';
import { /* the old one */ createAgentInstanceFactory /* for all */ } from './agents'; // one object

// Looks a key up.
export function recall(userContext: UserExecutionContext, /* what */ key: string /* never empty */): string {
  return createAgentInstanceFactory(userContext /* of nobody */).recall(/* by */ key); // at last
}
