import { describe, expect, it } from 'vitest';
import { createAgentInstanceFactory, getAgentInstanceFactory, registerAgentClass } from '../../../src/runtime/index.js';
import { IsolationError, RetentionError } from '../../../src/runtime/testing/index.js';
import { assertIsolationRequired, assertNoContamination, assertNoPersistence, assertNoSharedState, Assistant, type Accessor } from './assertions.js';

registerAgentClass('assistant', (_userContext, emitter) => new Assistant(emitter));

/** The accessor of old: it takes no context, and whoever passes one is not heard. */
const legacy: Accessor = () => getAgentInstanceFactory('compliance');

describe.each([10, 1000])('compliance with %i users', (count) => {
  describe('singleton factory shares global state', () => {
    it('control: the legacy accessor does', async () => {
      await expect(assertNoSharedState(legacy, count)).rejects.toThrow(`${count} users share 1 factories and 1 assistants.`);
    });
    it('the per-request factory does not', () => assertNoSharedState(createAgentInstanceFactory, count));
  });

  describe('concurrent user context contamination', () => {
    it('control: happens with the legacy accessor', async () => {
      await expect(assertNoContamination(legacy, count)).rejects.toThrow(IsolationError);
    });
    it('does not happen with the per-request factory', () => assertNoContamination(createAgentInstanceFactory, count));
  });

  describe('memory leak user data persistence', () => {
    it('control: the legacy accessor keeps what users said', async () => {
      await expect(assertNoPersistence(legacy, count)).rejects.toThrow(RetentionError);
    });
    it('the per-request factory keeps nothing', () => assertNoPersistence(createAgentInstanceFactory, count));
  });

  describe('per-request factory isolation required', () => {
    it('control: the legacy accessor does not require it', async () => {
      await expect(assertIsolationRequired(legacy, count)).rejects.toThrow('a factory was handed out to nobody');
    });
    it('the per-request factory does', () => assertIsolationRequired(createAgentInstanceFactory, count));
  });
});
