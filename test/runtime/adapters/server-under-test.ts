import type { Agent} from 'node:http';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { contextFromRequest, currentScope, perRequest, UserContextError, type Identity, type UserExecutionContext } from '../../../src/runtime/index.js';

/** What every server under test does, whatever the framework: it says whose request it is. */
export type Answer = {
  /** The user of `contextFromRequest(source)`, of the running scope and of the request's own notebook; `null` where there is none. */
  readonly ofSource: string | null;
  readonly ofScope: string | null;
  readonly ofNotebook: string | null;
  readonly body: string;
};

/** Per-request state, as an agent factory has it. */
export type Notebook = { readonly owner: string; readonly notes: string[] };

export type Desk = {
  readonly opened: string[];
  readonly closed: string[];
  readonly notebook: (userContext: UserExecutionContext) => Notebook;
  readonly handle: (path: string, source: object, readBody: () => Promise<string>) => Promise<Answer>;
};

/** The handlers, with a record of what was opened and closed for whom. */
export function createDesk(): Desk {
  const opened: string[] = [];
  const closed: string[] = [];
  const notebook = perRequest(
    (userContext): Notebook => {
      opened.push(userContext.userId);
      return { owner: userContext.userId, notes: [] };
    },
    { name: 'createNotebook', dispose: ({ owner }) => closed.push(owner) },
  );
  const handle = async (path: string, source: object, readBody: () => Promise<string>): Promise<Answer> => {
    if (path === '/fail') {
      notebook(contextFromRequest(source));
      throw new Error('the agent failed');
    }
    if (path === '/slow') {
      notebook(contextFromRequest(source));
      await new Promise(() => {});
    }
    const body = await readBody();
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
    return {
      ofSource: userOr(() => contextFromRequest(source)),
      ofScope: userOr(() => currentScope().context),
      ofNotebook: notebookOwner(notebook, source),
      body,
    };
  };
  return { opened, closed, notebook, handle };
}

function userOr(find: () => UserExecutionContext): string | null {
  try {
    return find().userId;
  } catch (error) {
    if (error instanceof UserContextError) return null;
    throw error;
  }
}

function notebookOwner(notebook: Desk['notebook'], source: object): string | null {
  try {
    return notebook(contextFromRequest(source)).owner;
  } catch (error) {
    if (error instanceof UserContextError) return null;
    throw error;
  }
}

/** The server's sign-in: a token that it issued itself. */
export function identify(authorization: string | undefined): Identity {
  const token = /^Bearer token-of-(\w+)$/.exec(authorization ?? '')?.[1];
  return token === undefined ? undefined : { userId: token, threadId: `thread-of-${token}`, runId: 'run-1' };
}

export function bearer(user: string): Record<string, string> {
  return { authorization: `Bearer token-of-${user}` };
}

export async function readAll(message: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of message) text += String(chunk);
  return text;
}

/** Reads a body by events, as old parsers do: their callbacks run in whatever context emits. */
export function readByEvents(message: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    message.on('data', (chunk) => (text += String(chunk)));
    message.on('end', () => { resolve(text); });
    message.on('error', reject);
  });
}

export type Running = { readonly port: number; readonly desk: Desk; close(): Promise<void> };

export async function listen(server: Server, desk: Desk): Promise<Running> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    desk,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      if ('closeAllConnections' in server) (server as { closeAllConnections(): void }).closeAllConnections();
    }),
  };
}

type Sent = { readonly status: number; readonly text: string };

/** One request over loopback. `late` holds the body back for so many milliseconds after the headers. */
export function send(
  port: number,
  path: string,
  options: { user?: string; body?: string; late?: number; agent?: Agent; signal?: AbortSignal } = {},
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const { user, body, late, agent, signal } = options;
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST', agent, signal, headers: { ...(user === undefined ? {} : bearer(user)), ...(body === undefined ? {} : { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body) }) } },
      (response) => {
        readAll(response).then((text) => { resolve({ status: response.statusCode ?? 0, text }); }, reject);
      },
    );
    request.on('error', reject);
    if (body === undefined || late === undefined) request.end(body);
    else {
      request.flushHeaders();
      request.write(body.slice(0, 1));
      setTimeout(() => request.end(body.slice(1)), late);
    }
  });
}

export async function eventually(check: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (check()) return true;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return false;
}
