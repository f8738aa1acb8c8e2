import { getAgentInstanceFactory } from './agents';

export class SearchTool {
  static readonly description = getAgentInstanceFactory().recall('search');
}
