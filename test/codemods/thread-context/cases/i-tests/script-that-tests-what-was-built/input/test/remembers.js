// Run with `node test/remembers.js`, once the server is built.
import { recall, remember } from '../dist/src/inbox.js';

function check(key, expected) {
  if (recall(key) !== expected) throw new Error(`${key} is not ${expected}`);
}

async function main() {
  remember('draft', 'Dear Bob');
  check('draft', 'Dear Bob');
}

main().catch((error) => {
  throw error;
});
