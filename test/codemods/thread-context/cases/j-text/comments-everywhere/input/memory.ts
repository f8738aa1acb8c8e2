import { /* the old one */ getAgentInstanceFactory /* for all */ } from './agents'; // one object

// Looks a key up.
export function recall(/* what */ key: string /* never empty */): string {
  return getAgentInstanceFactory(/* of nobody */).recall(/* by */ key); // at last
}
