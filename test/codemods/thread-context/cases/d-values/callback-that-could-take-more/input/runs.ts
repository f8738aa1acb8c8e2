import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Transaction = { readonly id: number };

async function inTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return work({ id: 1 });
}

async function recallRun(transaction: Transaction, runId: string = 'latest', isShort?: boolean): Promise<string> {
  const text = getAgentInstanceFactory().recall(`${transaction.id} ${runId}`);
  return isShort === true ? text.slice(0, 20) : text;
}

export async function handle(userContext: UserExecutionContext): Promise<string> {
  return `${userContext.userId}: ${await inTransaction(recallRun)}`;
}
