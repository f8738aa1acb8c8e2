import { getAgentInstanceFactory } from './agents';

export class SearchTool {
  // @unsingleton-todo NO_REQUEST: no request, so no user
  static readonly description = getAgentInstanceFactory().recall('search');
}
