import { getAgentInstanceFactory } from './agents';

export class SearchTool {
  static description = '';

  static {
    this.description = getAgentInstanceFactory().recall('search');
  }
}
