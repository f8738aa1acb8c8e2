import { getAgentInstanceFactory } from './agents';

export class SearchTool {
  static description = '';

  static {
    // @unsingleton-todo NO_REQUEST: no request, so no user
    this.description = getAgentInstanceFactory().recall('search');
  }
}
