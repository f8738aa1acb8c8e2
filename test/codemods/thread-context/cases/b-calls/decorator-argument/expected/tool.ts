import { getAgentInstanceFactory } from './agents';

function described(text: string): (target: unknown, context: ClassDecoratorContext) => void {
  return (_target, context) => {
    context.metadata['description'] = text;
  };
}

// @unsingleton-todo NO_REQUEST: no request, so no user
@described(getAgentInstanceFactory().recall('search'))
export class SearchTool {
  readonly name = 'search';
}
