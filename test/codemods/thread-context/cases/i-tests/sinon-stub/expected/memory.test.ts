import sinon from 'sinon';
import { expect, it } from 'vitest';
import { createTestUserContext } from '@unsingleton/runtime/testing';
import * as agents from './agents';
import { recall } from './memory';

it('asks the factory', () => {
  const userContext = createTestUserContext();
  sinon.stub(agents, 'createAgentInstanceFactory').returns(new agents.AgentInstanceFactory());
  expect(recall(userContext, 'name')).toBe('');
});
