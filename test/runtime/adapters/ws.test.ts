import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { scopeMessages, type ScopeMessagesOptions } from '../../../src/runtime/adapters/ws.js';
import { contextFromRequest, currentScope, perRequest, runInScope, setLogger, UserContextError, UserExecutionContext, type Identity } from '../../../src/runtime/index.js';
import { eventually, identify } from './server-under-test.js';

type Connection = { readonly socket: WebSocket; ask(message: string): Promise<string>; close(): Promise<void> };

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  setLogger(undefined);
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function serve(
  listen: (socket: WebSocket) => void,
  options: { resolve?: (authorization: string | undefined) => Identity | Promise<Identity>; messages?: ScopeMessagesOptions } = {},
): Promise<(user?: string) => Promise<Connection>> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  const { resolve = identify } = options;
  sockets.on('connection', (socket, request) => {
    scopeMessages(socket, request, (upgrade) => resolve(upgrade.headers.authorization), options.messages);
    listen(socket);
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  cleanUps.push(async () => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
    await new Promise((done) => http.close(done));
  });
  return async (user) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/agents`, { headers: user === undefined ? {} : { authorization: `Bearer token-of-${user}` } });
    const answers: ((text: string) => void)[] = [];
    socket.on('message', (data) => answers.shift()?.(String(data)));
    await new Promise((done, fail) => socket.once('open', done).once('error', fail));
    return {
      socket,
      ask: (message) => new Promise((done) => {
        answers.push(done);
        socket.send(message);
      }),
      close: () => new Promise((done) => {
        socket.once('close', () => { done(); });
        socket.close();
      }),
    };
  };
}

const closed: string[] = [];
const notebook = perRequest((userContext) => ({ owner: userContext.userId, request: userContext.requestId }), { dispose: ({ owner }) => closed.push(owner) });
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('scopeMessages() for ws', () => {
  it('gives every message of many users a context and instances of its own', async () => {
    const connect = await serve((socket) => {
      socket.on('message', async (data) => {
        const userContext = contextFromRequest(socket);
        const first = notebook(userContext);
        await pause(Math.random() * 4);
        const same = contextFromRequest(socket) === userContext && currentScope().context === userContext && notebook(userContext) === first;
        socket.send(JSON.stringify({ user: userContext.userId, request: userContext.requestId, same, said: String(data) }));
      });
    });
    const users = Array.from({ length: 20 }, (_, index) => `user${index}`);
    const connections = await Promise.all(users.map(connect));
    const answers = (await Promise.all(connections.flatMap((connection, index) => [1, 2, 3].map((number) => connection.ask(`${number} by ${users[index]}`))))).map((text) => JSON.parse(text) as { user: string; request: string; same: boolean; said: string });
    expect(answers.every(({ same }) => same)).toBe(true);
    expect(answers.every(({ user, said }) => said.endsWith(` by ${user}`))).toBe(true);
    expect(new Set(answers.map(({ request }) => request)).size).toBe(60);
    await Promise.all(connections.map((connection) => connection.close()));
  });

  it('closes the scope of a message when its listeners have settled, while the connection lives on', async () => {
    const connect = await serve((socket) => {
      socket.on('message', async () => {
        notebook(contextFromRequest(socket));
        await pause(5);
        socket.send('done');
      });
    });
    const connection = await connect('grace');
    await connection.ask('work');
    expect(await eventually(() => closed.includes('grace'))).toBe(true);
    await connection.ask('more work');
  });

  it('keeps the scope open a while for a listener that started work and returned', async () => {
    const connect = await serve(
      (socket) => {
        socket.on('message', () => {
          void (async () => {
            await pause(10);
            socket.send(notebook(contextFromRequest(socket)).owner);
          })();
        });
      },
      { messages: { lingerMs: 400 } },
    );
    const connection = await connect('heidi');
    expect(await connection.ask('work')).toBe('heidi');
    expect(closed).not.toContain('heidi');
    expect(await eventually(() => closed.includes('heidi'))).toBe(true);
  });

  it('closes everything when the client goes away', async () => {
    const connect = await serve((socket) => {
      socket.on('message', async () => {
        notebook(contextFromRequest(socket));
        socket.send('started');
        await new Promise(() => {});
      });
    });
    const connection = await connect('ivan');
    await connection.ask('work');
    connection.socket.terminate();
    expect(await eventually(() => closed.includes('ivan'))).toBe(true);
  });

  it('lets messages wait for an asynchronous resolver, in their order', async () => {
    const connect = await serve(
      (socket) => {
        socket.on('message', (data) => { socket.send(`${contextFromRequest(socket).userId}: ${String(data)}`); });
      },
      { resolve: async (authorization) => { await pause(20); return identify(authorization); } },
    );
    const connection = await connect('alice');
    expect(await Promise.all(['1', '2', '3'].map((message) => connection.ask(message)))).toEqual(['alice: 1', 'alice: 2', 'alice: 3']);
  });

  it('gives an anonymous connection no context', async () => {
    const connect = await serve((socket) => {
      socket.on('message', () => {
        try {
          socket.send(contextFromRequest(socket).userId);
        } catch (error) {
          socket.send(error instanceof UserContextError ? error.code : 'another error');
        }
      });
    });
    const connection = await connect();
    expect(await connection.ask('work')).toBe('ERR_NO_CONTEXT_FOR_SOURCE');
  });

  it('closes a connection whose resolver fails, and delivers none of its messages', async () => {
    let delivered = 0;
    const told: string[] = [];
    setLogger({ warn: () => {}, error: (message) => told.push(message) });
    const connect = await serve((socket) => { socket.on('message', () => { delivered += 1; }); }, { resolve: async () => { await pause(10); throw new Error('token store is down'); } });
    const connection = await connect('alice');
    connection.socket.send('too early');
    const code = await new Promise((done) => connection.socket.once('close', done));
    expect([code, delivered, told.length]).toEqual([1011, 0, 1]);
  });

  it('takes the context of a message from what it says, if told how', async () => {
    const connect = await serve(
      (socket) => {
        socket.on('message', async () => { socket.send(contextFromRequest(socket).threadId); });
      },
      { messages: { message: (connection, data) => UserExecutionContext.create({ userId: connection.userId, threadId: String(data), runId: 'run-1' }) } },
    );
    const connection = await connect('alice');
    expect(await Promise.all([connection.ask('thread-a'), connection.ask('thread-b')])).toEqual(['thread-a', 'thread-b']);
  });

  it('never names the connection\'s user in the work of another user\'s message', async () => {
    const connect = await serve(
      (socket) => {
        socket.on('message', async () => {
          const own = contextFromRequest(socket).userId;
          const elsewhere = runInScope(UserExecutionContext.system('audit'), () => { try { return contextFromRequest(socket).userId; } catch { return 'nobody'; } });
          socket.send(`${own} ${elsewhere}`);
        });
      },
      { messages: { message: (connection, data) => String(data) === 'bob' ? UserExecutionContext.create({ userId: 'bob', threadId: 't', runId: 'r' }) : connection.child('message') } },
    );
    const connection = await connect('alice');
    expect([await connection.ask('alice'), await connection.ask('bob')]).toEqual(['alice alice', 'bob nobody']);
  });

  it('serves listeners of every kind: once, onmessage, removed ones', async () => {
    const heard: string[] = [];
    const connect = await serve((socket) => {
      const removed = (): void => { heard.push('removed'); };
      socket.on('message', removed);
      socket.off('message', removed);
      socket.once('message', () => { heard.push(`once ${currentScope().context.userId}`); });
      socket.onmessage = () => { heard.push(`onmessage ${currentScope().context.userId}`); };
      socket.on('message', async () => { socket.send('ok'); });
    });
    const connection = await connect('alice');
    await connection.ask('1');
    await connection.ask('2');
    expect(heard).toEqual(['once alice', 'onmessage alice', 'onmessage alice']);
  });
});
