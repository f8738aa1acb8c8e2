import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const recall = (userContext: UserExecutionContext, key: string): string => createAgentInstanceFactory(userContext).recall(key);

const greet = (userContext: UserExecutionContext, greeting: string): string => `${greeting} ${createAgentInstanceFactory(userContext).recall('name')}`;

export default { recall, greet };
