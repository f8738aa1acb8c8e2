/**
 * `node dist/leak-check.js <url of a running server> [--json]`
 *
 * Alice and Bob each keep a secret in their notes, then both work at the same time. Whoever receives the other's name
 * or secret has found a leak. An answer without one's own data counts as a failure, so that a broken server does not
 * pass for an isolated one. Exit code: 0 isolated, 1 leaks, 2 failures.
 */
import { Client, type Answer, type Conversation } from './test/support/client.js';

interface Person {
  name: 'Alice' | 'Bob';
  secret: string;
  client: Client;
  socket: Conversation;
}

export interface Leak {
  receiver: string;
  of: string;
  request: string;
  received: string;
}

export interface LeakReport {
  answers: number;
  leaks: Leak[];
  failures: string[];
}

interface Exchange {
  request: string;
  send(person: Person): Promise<unknown>;
}

const prompt = 'What is the code of my safe?';

const exchanges: Exchange[] = [
  { request: 'GET /api/notes', send: async ({ client }) => body(await client.get('/api/notes')) },
  { request: 'POST /api/runs', send: async ({ client }) => body(await client.post('/api/runs', { prompt })) },
  { request: 'GET /api/notes/search', send: async ({ client }) => body(await client.get('/api/notes/search?q=safe')) },
  { request: 'POST /api/threads/safe', send: async ({ client }) => body(await client.post('/api/threads/safe', { text: prompt })) },
  { request: 'POST /api/runs (background)', send: ({ client }) => inBackground(client) },
  { request: 'WebSocket research', send: async ({ socket }) => (await socket.command('research', prompt)).result },
];

async function main(url: string): Promise<LeakReport> {
  const people = [await arrive(url, 'Alice', 'ALICE-4711'), await arrive(url, 'Bob', 'BOB-0815')];
  const report: LeakReport = { answers: 0, leaks: [], failures: [] };
  for (const offset of [0, 1, 2, 3, 5, 8]) {
    for (const exchange of exchanges) {
      // In step, then with one of them a few milliseconds behind the other.
      await Promise.all(people.map((person, index) => converse(person, people, exchange, index * offset, report)));
      await Promise.all(people.toReversed().map((person, index) => converse(person, people, exchange, index * offset, report)));
    }
  }
  for (const { socket } of people) socket.close();
  return report;
}

async function arrive(url: string, name: Person['name'], secret: string): Promise<Person> {
  const client = new Client(url, `token-of-${name.toLowerCase()}`);
  await client.post('/api/notes', { text: `The code of my safe is ${secret}` });
  return { name, secret, client, socket: await client.connect() };
}

async function converse(person: Person, people: Person[], exchange: Exchange, delay: number, report: LeakReport): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, delay));
  const { request } = exchange;
  try {
    const received = JSON.stringify(await exchange.send(person)) ?? '';
    report.answers += 1;
    for (const other of people) {
      const foreign = other === person ? undefined : excerpt(received, other);
      if (foreign) report.leaks.push({ receiver: person.name, of: other.name, request, received: foreign });
    }
    if (!excerpt(received, person)) report.failures.push(`${person.name} received nothing of their own: ${request}`);
  } catch (error) {
    report.failures.push(`${request} of ${person.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The words before the secret, or else before the name, and it. */
function excerpt(received: string, { name, secret }: Person): string | undefined {
  const word = [secret, name].find((each) => received.includes(each));
  if (word === undefined) return undefined;
  const end = received.indexOf(word) + word.length;
  return received.slice(Math.max(0, end - 60), end).replaceAll(/[\\"{}[\]]+/g, ' ').trim();
}

function body({ status, body }: Answer): unknown {
  if (status >= 400) throw new Error(`status ${status}: ${JSON.stringify(body)}`);
  return body;
}

async function inBackground(client: Client): Promise<unknown> {
  const { id } = body(await client.post('/api/runs/background', { prompt })) as { id: string };
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const { status, body: run } = await client.get(`/api/runs/${id}`);
    if (status === 200 && run.state !== 'running') return run;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('the run never finished');
}

const [url, format] = process.argv.slice(2);
if (!url) {
  console.error('usage: leak-check <url> [--json]');
  process.exit(2);
}
const report = await main(url);
if (format === '--json') {
  console.log(JSON.stringify(report));
} else {
  for (const { receiver, of, request, received } of report.leaks) console.log(`${receiver} received of ${of}, ${request}: ${received}`);
  for (const failure of report.failures) console.log(failure);
  console.log(`${report.answers} answers, ${report.leaks.length} leaks, ${report.failures.length} failures`);
}
process.exitCode = report.leaks.length > 0 ? 1 : report.failures.length > 0 ? 2 : 0;
