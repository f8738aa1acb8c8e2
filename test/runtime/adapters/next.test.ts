import { createServer } from 'node:http';
import { NextRequest, NextResponse } from 'next/server.js';
import { describe, expect, it } from 'vitest';
import { withUserScope } from '../../../src/runtime/adapters/next.js';
import { contextFromRequest, currentScope } from '../../../src/runtime/index.js';
import { describeAdapter } from './adapter-suite.js';
import { bearer, identify, listen } from './server-under-test.js';

// Next's own request and response classes, served over loopback as Next's server serves a route
// handler: a web request in, the response's body streamed out.
describeAdapter('Next.js route handlers', (desk) => {
  const route = withUserScope(
    (request: NextRequest) => identify(request.headers.get('authorization') ?? undefined),
    async (request) => NextResponse.json(await desk.handle(request.nextUrl.pathname, request, () => request.text())),
  );
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const aborted = new AbortController();
      outgoing.once('close', () => { if (!outgoing.writableFinished) aborted.abort(); });
      const method = incoming.method ?? 'GET';
      const request = new NextRequest(`http://127.0.0.1${incoming.url ?? '/'}`, {
        method,
        headers: incoming.headers as Record<string, string>,
        signal: aborted.signal,
        ...(method === 'POST' ? { body: incoming as unknown as ReadableStream, duplex: 'half' } : {}),
      });
      const response = await route(request).catch(() => new Response('the run failed', { status: 500 }));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      for await (const chunk of response.body ?? []) outgoing.write(chunk);
      outgoing.end();
    })();
  });
  return listen(server, desk);
});

describe('withUserScope() for Next.js', () => {
  it('hands on what Next passes beside the request, and keeps status, headers and cookies', async () => {
    const route = withUserScope(
      (request: NextRequest) => identify(request.headers.get('authorization') ?? undefined),
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
