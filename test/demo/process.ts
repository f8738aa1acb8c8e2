import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type Finished = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a program of Node's to its end. What it prints is returned, not shown. */
export async function runNode(cwd: string, ...args: readonly string[]): Promise<Finished> {
  const child = start(cwd, args);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** What a program reported, whatever its exit code. */
export function readJson({ stdout, stderr, code }: Finished): unknown {
  try {
    return JSON.parse(stdout);
  } catch (cause) {
    throw new Error(`A program ended with exit code ${String(code)} and no report.\n${stderr || stdout}`, { cause });
  }
}

/** Runs a server while `use` works with the address that it prints as its first line. */
export async function whileServing<T>(cwd: string, script: string, use: (url: string) => Promise<T>): Promise<T> {
  const server = start(cwd, [script]);
  let complaints = '';
  server.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const closed = once(server, 'close');
  try {
    return await use(await firstLineOf(server, closed, () => complaints));
  } finally {
    server.kill('SIGTERM');
    await closed;
  }
}

async function firstLineOf(server: ChildProcess, closed: Promise<unknown>, complaints: () => string): Promise<string> {
  if (!server.stdout) throw new Error('The server has no output to read its address from.');
  const early = closed.then(() => {
    throw new Error(`The server stopped before it was ready.\n${complaints()}`);
  });
  // The server also closes in the end, when nobody waits for this any more.
  early.catch(() => {});
  const [line] = await Promise.race([once(createInterface(server.stdout), 'line') as Promise<[string]>, early]);
  return line;
}

function start(cwd: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The demo may itself run inside a test runner, whose settings are not meant for the server's own tests. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env, NO_COLOR: '1', LOG: 'off', PORT: '0' };
  for (const name of Object.keys(environment)) if (/^(VITEST|NODE_ENV|NODE_OPTIONS|TEST|FORCE_COLOR)/.test(name)) Reflect.deleteProperty(environment, name);
  return environment;
}
