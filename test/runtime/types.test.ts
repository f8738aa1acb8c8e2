import type { Request as ExpressRequest, RequestHandler } from 'express';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import type { Middleware as KoaMiddleware, Context as KoaContext } from 'koa';
import type { NestInterceptor } from '@nestjs/common';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import type { RequestListener } from 'node:http';
import type { WebSocket } from 'ws';
import type { metrics, trace } from '@opentelemetry/api';
import { describe, expectTypeOf, it } from 'vitest';
import * as express from '../../src/runtime/adapters/express.js';
import * as fastify from '../../src/runtime/adapters/fastify.js';
import * as hono from '../../src/runtime/adapters/hono.js';
import * as koa from '../../src/runtime/adapters/koa.js';
import type * as mcp from '../../src/runtime/adapters/mcp.js';
import * as nestjs from '../../src/runtime/adapters/nestjs.js';
import * as nodeHttp from '../../src/runtime/adapters/node-http.js';
import type * as ws from '../../src/runtime/adapters/ws.js';
import { perRequest, perUser, shared, type AgentInstanceFactory, type createAgentInstanceFactory, type getAgentInstanceFactory, type runInScope, type Scope, type UserExecutionContext, type UserExecutionContextInit } from '../../src/runtime/index.js';
import type { TelemetryApi } from '../../src/runtime/monitor/opentelemetry.js';
import type { assertIsolated } from '../../src/runtime/testing/index.js';

// These hold when they compile; `npm run typecheck` is the test.
describe('the types of the public API', () => {
  it('want a context, and nothing that looks like one', () => {
    expectTypeOf<{ userId: string; threadId: string; runId: string }>().not.toExtend<UserExecutionContext>();
    expectTypeOf<string>().not.toExtend<Parameters<typeof createAgentInstanceFactory>[0]>();
    expectTypeOf<undefined>().not.toExtend<Parameters<typeof createAgentInstanceFactory>[0]>();
    expectTypeOf<[]>().not.toExtend<Parameters<typeof createAgentInstanceFactory>>();
    expectTypeOf<UserExecutionContext>().toExtend<Parameters<typeof createAgentInstanceFactory>[0]>();
    expectTypeOf<Omit<UserExecutionContextInit, 'userId'>>().not.toExtend<UserExecutionContextInit>();
  });

  it('carry what a factory makes, and know a promise of it', () => {
    expectTypeOf(perRequest((userContext) => ({ owner: userContext.userId }))).returns.toEqualTypeOf<{ owner: string }>();
    expectTypeOf(perRequest(async () => 7)).returns.toEqualTypeOf<Promise<number>>();
    expectTypeOf<Parameters<Exclude<NonNullable<Parameters<typeof perRequest<Promise<number>>>[1]>['dispose'], false | undefined>>>().toEqualTypeOf<[instance: number]>();
    expectTypeOf(perUser((userId) => userId.length)).returns.toEqualTypeOf<number>();
    expectTypeOf(shared(() => new Map<string, number>())).returns.toEqualTypeOf<Map<string, number>>();
    expectTypeOf<ReturnType<typeof getAgentInstanceFactory>>().toEqualTypeOf<AgentInstanceFactory>();
  });

  it('give back what the work gives back', () => {
    expectTypeOf<typeof runInScope<number>>().returns.toEqualTypeOf<number>();
    expectTypeOf<typeof runInScope<Promise<string>>>().returns.toEqualTypeOf<Promise<string>>();
    expectTypeOf<Scope>().toExtend<AsyncDisposable>();
  });

  it('leave contexts as they are', () => {
    expectTypeOf<UserExecutionContext['userId']>().toEqualTypeOf<string>();
    const attempts = [
      // @ts-expect-error -- an id cannot be assigned
      (context: UserExecutionContext) => { context.userId = 'bob'; },
      // @ts-expect-error -- metadata cannot be changed
      (context: UserExecutionContext) => { context.metadata['plan'] = 'gold'; },
      // @ts-expect-error -- there is no public constructor
      (Context: typeof UserExecutionContext) => new Context(),
    ];
    expectTypeOf(attempts).toBeArray();
  });

  it('fit the frameworks, and give the resolver the framework\'s own request', () => {
    expectTypeOf(express.userScope((request: ExpressRequest) => { expectTypeOf(request.query).toBeObject(); return undefined; })).toExtend<RequestHandler>();
    expectTypeOf(fastify.userScope((request: FastifyRequest) => { expectTypeOf(request.query).toBeUnknown(); return undefined; })).toExtend<Parameters<FastifyInstance['register']>[0]>();
    expectTypeOf(koa.userScope((ctx: KoaContext) => { expectTypeOf(ctx.path).toBeString(); return undefined; })).toExtend<KoaMiddleware>();
    expectTypeOf(hono.userScope((c: HonoContext) => { expectTypeOf(c.req.path).toBeString(); return undefined; })).toExtend<MiddlewareHandler>();
    expectTypeOf(new nestjs.UserScopeInterceptor<ExpressRequest>(() => undefined)).toExtend<NestInterceptor>();
    expectTypeOf(nodeHttp.withUserScope(() => undefined, (_request, response) => response.end())).toExtend<RequestListener>();
    expectTypeOf<mcp.ExtraOf<McpServer['server']>['authInfo']>().toEqualTypeOf<AuthInfo | undefined>();
    expectTypeOf<WebSocket>().toExtend<ws.MessageSocket>();
    expectTypeOf<{ trace: typeof trace; metrics: typeof metrics }>().toExtend<TelemetryApi>();
  });

  it('hand the subject of an isolation test to its act', () => {
    type Options = Parameters<typeof assertIsolated<Promise<AgentInstanceFactory>>>[0];
    expectTypeOf<Parameters<Options['act']>[0]>().toEqualTypeOf<AgentInstanceFactory>();
  });
});
