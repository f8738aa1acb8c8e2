import { getAgentInstanceFactory } from './agents';

function described(text: string): (target: unknown, context: ClassDecoratorContext) => void {
  return (_target, context) => {
    context.metadata['description'] = text;
  };
}

@described(getAgentInstanceFactory().recall('search'))
export class SearchTool {
  readonly name = 'search';
}
