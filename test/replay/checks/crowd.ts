/**
 * `node crowd.js <compiled folder> <url> <users>`: so many users at once, over HTTP and WebSockets. Each has a secret in the notes;
 * whoever receives another's name or secret has found a crossing. An answer without one's own counts as a failure, so that
 * a server that is broken does not pass for one that isolates.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { loadPlatform, type User } from './platform.js';

export type Crowd = { readonly users: number; readonly answers: number; readonly crossings: readonly string[]; readonly failures: readonly string[] };

const [folder = '', url = '', count = '200'] = process.argv.slice(2);
const { signToken, config } = await loadPlatform(folder);
const crossings: string[] = [];
const failures: string[] = [];
let answers = 0;

class Visitor {
  readonly user: User;
  readonly #number: string;
  readonly #headers: Record<string, string>;
  #socket: WebSocket | undefined;

  constructor(index: number) {
    this.#number = String(index).padStart(4, '0');
    this.user = { id: `visitor-${this.#number}`, name: `Visitor${this.#number}`, plan: 'team' };
    this.#headers = { authorization: `Bearer ${signToken(this.user, config.secret)}`, 'content-type': 'application/json' };
  }

  async arrive(): Promise<void> {
    await this.#post('/api/notes', { text: `The code of my safe is Secret${this.#number}` });
    this.#socket = new WebSocket(url.replace('http', 'ws'), { headers: this.#headers });
    await once(this.#socket, 'open');
  }

  /** Everything that a user does at once: a question, a run, a question over the socket. */
  async work(): Promise<void> {
    const text = 'What is the code of my safe?';
    await Promise.all([
      this.#read('POST /api/questions', this.#post('/api/questions', { text })),
      this.#read('POST /api/runs', this.#post('/api/runs', { agents: ['research', 'writing'], question: text })),
      this.#read('WebSocket ask', this.#ask(text)),
    ]);
  }

  leave(): void {
    this.#socket?.close();
  }

  async #post(path: string, body: object): Promise<string> {
    const response = await fetch(url + path, { method: 'POST', headers: this.#headers, body: JSON.stringify(body) });
    const received = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${received}`);
    return received;
  }

  /** The reply and all events up to it. */
  #ask(text: string): Promise<string> {
    const socket = this.#socket;
    return new Promise((resolve, reject) => {
      const received: string[] = [];
      const late = setTimeout(() => { reject(new Error('no reply')); }, 60_000).unref();
      socket?.on('message', (data) => {
        const message = (data as Buffer).toString();
        received.push(message);
        if (!message.includes('"id":1,')) return;
        clearTimeout(late);
        if (message.includes('"error"')) reject(new Error(message));
        else resolve(received.join('\n'));
      });
      socket?.send(JSON.stringify({ id: 1, command: 'ask', text, thread: 'live' }));
    });
  }

  async #read(request: string, answer: Promise<string>): Promise<void> {
    try {
      const received = await answer;
      answers += 1;
      const marks = [...received.matchAll(/(?:Visitor|visitor-|Secret)(\d{4})/g)];
      const foreign = marks.find(([, number]) => number !== this.#number);
      if (foreign) crossings.push(`${this.user.name} received ${foreign[0]}, ${request}`);
      if (!marks.some(([, number]) => number === this.#number)) failures.push(`${this.user.name} received nothing of their own, ${request}`);
    } catch (error) {
      failures.push(`${request} of ${this.user.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

const visitors = Array.from({ length: Number(count) }, (_, index) => new Visitor(index));
await Promise.all(visitors.map((visitor) => visitor.arrive()));
await Promise.all(visitors.map((visitor) => visitor.work()));
for (const visitor of visitors) visitor.leave();
console.log(JSON.stringify({ users: visitors.length, answers, crossings, failures } satisfies Crowd));
