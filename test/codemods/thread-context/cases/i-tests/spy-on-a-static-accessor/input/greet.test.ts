import { createTestUserContext } from '@unsingleton/runtime/testing';
import { expect, it, vi } from 'vitest';
import { AgentHub } from './agent-hub';
import { greet } from './greet';

it('calls the user by name', () => {
  vi.spyOn(AgentHub, 'getInstance').mockReturnValue(Object.create(AgentHub.prototype, { recall: { value: () => 'Alice' } }));
  expect(greet(createTestUserContext())).toContain('Alice');
});
