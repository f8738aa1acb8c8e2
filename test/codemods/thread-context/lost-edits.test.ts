import { expect, test } from 'vitest';
import { loadCases } from './case-runner/case.js';
import { mutate } from './mutations.js';

// The whole catalogue takes five minutes: `npm run mutations`. These are the forms in which no compiler would help.
const FORMS = {
  'functions-of-exports-in-javascript': 'an argument, a parameter or a required name in JavaScript that nobody checks',
  'required-under-an-own-name-in-javascript': 'the context at a factory that JavaScript requires under a name of its own',
  'required-instance-in-javascript': 'what stands for a required instance that is gone',
  'function-of-a-slot-handed-on': 'the call in a closure that was made to call',
  'ws-connection-and-message': 'the line that derives a message its own context, where the connection has one too',
  'function-exported-from-the-package': 'the context in a call that the old form of a published function would take as well',
  'documented-parameters': 'the documentation of the context beside that of the other parameters',
};

test.each(Object.entries(FORMS))('verification misses no lost edit of %s: %s', async (name) => {
  const [one] = loadCases().filter((at) => at.name.endsWith(`/${name}`) || at.name === name);
  const { total, survivors, unusable } = one ? await mutate(one) : { total: 0, survivors: [], unusable: 'no such case' };
  expect(unusable).toBeNull();
  expect(total).toBeGreaterThan(5);
  expect(survivors).toEqual([]);
}, 60_000);
