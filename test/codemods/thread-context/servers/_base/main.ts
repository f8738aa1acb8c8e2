import { serve } from './client.js';

/** Two users at once. Each server's `client.ts` says how to start it and how a user asks it. */
const { ask, close } = await serve();
const [alice, bob] = await Promise.all([ask('Alice'), ask('Bob')]);
await close();
console.log(JSON.stringify({ alice, bob }));
