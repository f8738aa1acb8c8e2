// `node --expose-gc runtime-heap.mjs [scopes]`: opens and disposes a million scopes, each with a context,
// a factory and an agent's emitter, half of them awaiting, and prints what the heap has kept.
import { createAgentInstanceFactory, perUser, runInScope, UserExecutionContext } from '@unsingleton/runtime';

const scopes = Number(process.argv[2] ?? 1_000_000);
const quota = perUser(() => ({ left: 3 }), { max: 1000 });

function contextOf(number) {
  return UserExecutionContext.create({ userId: `user-${number % 2000}`, threadId: `thread-${number}`, runId: `run-${number}`, metadata: { number } });
}

function serve(userContext) {
  quota(userContext).left -= 1;
  return createAgentInstanceFactory(userContext).createEmitter('clerk');
}

async function run(count) {
  for (let number = 0; number < count; number += 2) {
    const [one, other] = [contextOf(number), contextOf(number + 1)];
    runInScope(one, () => serve(one));
    await runInScope(other, async () => { serve(other); await undefined; });
  }
}

async function settled() {
  for (let round = 0; round < 4; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}

// The first scopes warm up code and caches, which stay and are no leak.
await run(Math.min(50_000, scopes / 5));
const before = await settled();
const started = performance.now();
await run(scopes);
const seconds = (performance.now() - started) / 1000;
const after = await settled();
console.log(JSON.stringify({ node: process.version, scopes, seconds: Number(seconds.toFixed(2)), before, after, grownPercent: Number((((after - before) / before) * 100).toFixed(3)) }));
