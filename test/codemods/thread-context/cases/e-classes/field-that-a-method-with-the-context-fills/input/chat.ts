import type { UserExecutionContext } from '@unsingleton/runtime';
import { Digest } from './digest';

export function summarise(userContext: UserExecutionContext, text: string): string {
  const digest = new Digest();
  digest.save(userContext.userId, text);
  return digest.text;
}
