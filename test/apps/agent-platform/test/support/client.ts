import { WebSocket } from 'ws';
import type { AgentEvent } from '../../src/websocket/events.js';

export interface Answer {
  status: number;
  // What a test expects to be in it, it says itself.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** One user's browser. */
export class Client {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown, thread?: string): Promise<Answer> {
    return this.send('POST', path, JSON.stringify(body), thread);
  }

  async send(method: string, path: string, body?: string, thread?: string): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', ...(thread ? { 'x-thread': thread } : {}) },
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  }

  async connect(): Promise<Conversation> {
    const socket = new WebSocket(this.url.replace('http', 'ws'), { headers: { authorization: `Bearer ${this.token}` } });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return new Conversation(socket);
  }
}

interface Reply {
  id: number;
  result?: unknown;
  error?: string;
}

/** Commands over a WebSocket, each with its reply, and the events that come in between. */
export class Conversation {
  readonly events: AgentEvent[] = [];
  private lastId = 0;
  private readonly waiting = new Map<number, (reply: Reply) => void>();

  constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const message = JSON.parse(data.toString()) as Reply & { event?: AgentEvent };
      if (message.event) this.events.push(message.event);
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    });
  }

  command(command: string, text = '', thread = 'live'): Promise<Reply> {
    const id = (this.lastId += 1);
    const reply = new Promise<Reply>((resolve) => this.waiting.set(id, resolve));
    this.socket.send(JSON.stringify({ id, command, text, thread }));
    return reply;
  }

  close(): void {
    this.socket.close();
  }
}
