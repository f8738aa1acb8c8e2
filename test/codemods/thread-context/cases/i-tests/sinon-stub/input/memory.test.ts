import sinon from 'sinon';
import { expect, it } from 'vitest';
import * as agents from './agents';
import { recall } from './memory';

it('asks the factory', () => {
  sinon.stub(agents, 'getAgentInstanceFactory').returns(new agents.AgentInstanceFactory());
  expect(recall('name')).toBe('');
});
