import { getAgentInstanceFactory } from './agents';

const recall = (key: string): string => getAgentInstanceFactory().recall(key);

const greet = (greeting: string): string => `${greeting} ${getAgentInstanceFactory().recall('name')}`;

export default { recall, greet };
