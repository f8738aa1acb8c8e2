// `node --expose-gc runtime-soak.mjs <express|fastify> [requests]`: a server over loopback, 1,000 users,
// 64 requests at once, bodies that arrive late, clients that go away. Prints what crossed, what was left
// unhandled and what the heap kept, and exits with 1 if there is any of it. With `--leak` it uses the
// deprecated accessor instead, which must end so: the control.
import { Agent, createServer, request as httpRequest } from 'node:http';
import { contextFromRequest, createAgentInstanceFactory, currentScope, getAgentInstanceFactory, perUser, registerAgentClass } from '@unsingleton/runtime';

const [, , framework = 'express', amount = '200000'] = process.argv;
const requests = Number(amount);
const USERS = 1000;
const AT_ONCE = 64;

const factoryOf = process.argv.includes('--leak') ? () => getAgentInstanceFactory('soak') : createAgentInstanceFactory;

const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));

registerAgentClass('assistant', () => {
  const notes = [];
  return { remember: (note) => notes.push(note), recall: () => [...notes] };
});
const served = perUser(() => ({ count: 0 }), { max: USERS });

const resolve = ({ headers }) => {
  const user = /^Bearer token-of-(.+)$/.exec(headers.authorization ?? '')?.[1];
  return user === undefined ? undefined : { userId: user, threadId: `thread of ${user}`, runId: 'run-1' };
};

/** A deterministic sequence, so that a failure repeats. */
let state = 1;
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return (state >>> 8) % below;
};
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function handle(source, body) {
  const userContext = contextFromRequest(source);
  const assistant = await factoryOf(userContext).agent('assistant');
  assistant.remember(body);
  await (random(2) === 0 ? undefined : pause(random(3)));
  served(userContext).count += 1;
  const again = await factoryOf(contextFromRequest(source)).agent('assistant');
  return { user: userContext.userId, running: currentScope().context.userId, recalled: again.recall() };
}

async function start() {
  if (framework === 'fastify') {
    const { default: Fastify } = await import('fastify');
    const { userScope } = await import('@unsingleton/runtime/fastify');
    const app = Fastify();
    app.register(userScope(resolve));
    app.post('/runs', (request) => handle(request, request.body));
    await app.ready();
    return app.server;
  }
  const { default: express } = await import('express');
  const { userScope } = await import('@unsingleton/runtime/express');
  const app = express();
  app.use(userScope(resolve));
  app.use(express.text());
  app.post('/runs', async (request, response) => { response.json(await handle(request, request.body)); });
  // A client that went away leaves a closed scope behind: its handler's error is of no interest to anybody.
  app.use((error, request, response, next) => { if (response.headersSent || response.destroyed) next(); else response.status(500).json({ code: error.code }); });
  return createServer(app);
}

const server = await start();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const { port } = server.address();
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const outcome = { sent: 0, answered: 0, aborted: 0, failed: 0, crossed: [] };

function send(number) {
  const user = `user-${random(USERS)}`;
  const body = `note ${number} of ${user}`;
  const aborts = random(20) === 0;
  return new Promise((done) => {
    const client = httpRequest({ host: '127.0.0.1', port, path: '/runs', method: 'POST', agent, headers: { authorization: `Bearer token-of-${user}`, 'content-type': 'text/plain', 'content-length': body.length } }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => {
        outcome.answered += 1;
        if (response.statusCode !== 200) outcome.failed += 1;
        else {
          const { user: seen, running, recalled } = JSON.parse(text);
          if (seen !== user || running !== user || recalled.length !== 1 || recalled[0] !== body) outcome.crossed.push({ user, text });
        }
        done();
      });
      response.on('error', () => { done(); });
    });
    client.on('error', () => { outcome.aborted += 1; done(); });
    outcome.sent += 1;
    if (random(8) === 0) {
      client.write(body.slice(0, 4));
      setTimeout(() => client.end(body.slice(4)), random(3));
    } else client.end(body);
    if (aborts) setTimeout(() => client.destroy(), random(3));
  });
}

async function drive(count) {
  let left = count;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (left-- > 0) await send(left);
  }));
}

async function settled() {
  for (let round = 0; round < 5; round++) {
    await pause(20);
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}

await drive(Math.max(300, requests / 10));
const before = await settled();
const started = performance.now();
await drive(requests);
const seconds = (performance.now() - started) / 1000;
const after = await settled();
agent.destroy();
server.close();
server.closeAllConnections();

const grownKilobytes = Math.round((after - before) / 1024);
const { crossed, ...counts } = outcome;
console.log(JSON.stringify({ node: process.version, framework, ...counts, crossed: crossed.length, unhandled: unhandled.length, perSecond: Math.round(requests / seconds), heapKilobytes: Math.round(before / 1024), grownKilobytes }));
if (crossed.length > 0 || unhandled.length > 0 || outcome.failed > 0 || grownKilobytes > 2048) {
  console.error(JSON.stringify({ crossed: crossed.slice(0, 3), unhandled: unhandled.slice(0, 3) }));
  process.exitCode = 1;
}
