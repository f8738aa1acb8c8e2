// Run with `node test/remembers.js`, once the server is built.
import { createTestUserContext } from '@unsingleton/runtime/testing';
import { recall, remember } from '../dist/src/inbox.js';

function check(userContext, key, expected) {
  if (recall(userContext, key) !== expected) throw new Error(`${key} is not ${expected}`);
}

async function main() {
  const userContext = createTestUserContext();
  remember(userContext, 'draft', 'Dear Bob');
  check(userContext, 'draft', 'Dear Bob');
}

main().catch((error) => {
  throw error;
});
