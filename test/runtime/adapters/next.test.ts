import { execFile } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { NextRequest as IncomingRequest } from 'next/server.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { withUserScope } from '../../../src/runtime/adapters/next.js';
import { contextFromRequest, currentScope } from '../../../src/runtime/index.js';
import { describeAdapter } from './adapter-suite.js';
import { bearer, identify, listen } from './server-under-test.js';

type NextServer = { prepare(): Promise<void>; getRequestHandler(): RequestListener; close(): Promise<void> };

// Not by an import: Next's own types would make NODE_ENV a duty of every environment in these tests.
const require = createRequire(import.meta.url);
const next = require('next') as (options: { dev: boolean; dir: string; quiet: boolean }) => NextServer;
const folder = join(import.meta.dirname, 'next-app');

// A production build, because that is what serves users: its bundle has a copy of the library of its own.
beforeAll(() => promisify(execFile)(process.execPath, [require.resolve('next/dist/bin/next'), 'build'], { cwd: folder, env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } }), 240_000);

describeAdapter('Next.js route handlers', async (desk) => {
  Object.assign(globalThis, { serverUnderTest: { desk, identify } });
  const app = next({ dev: false, dir: folder, quiet: true });
  await app.prepare();
  const serve = app.getRequestHandler();
  const running = await listen(createServer(serve), desk);
  return { ...running, close: async () => { await running.close(); await app.close(); } };
});

describe('withUserScope() for Next.js', () => {
  it('hands on what Next passes beside the request, and keeps status, headers and cookies', async () => {
    // Later than the server above, which must be the first to load Next's own modules.
    const { NextRequest, NextResponse } = await import('next/server.js');
    const route = withUserScope(
      (request: IncomingRequest) => identify(request.headers.get('authorization') ?? undefined),
      async (request, { params }: { params: Promise<{ id: string }> }) => {
        const response = NextResponse.json({ user: contextFromRequest(request).userId, run: (await params).id }, { status: 201, headers: { 'x-run': 'yes' } });
        response.cookies.set('seen', currentScope().context.userId);
        return response;
      },
    );
    const response = await route(new NextRequest('http://127.0.0.1/runs/7', { headers: bearer('alice') }), { params: Promise.resolve({ id: '7' }) });
    expect([response.status, response.headers.get('x-run'), response.headers.get('set-cookie'), await response.json()]).toEqual([201, 'yes', 'seen=alice; Path=/', { user: 'alice', run: '7' }]);
  });
});
