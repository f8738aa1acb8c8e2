/** The frameworks that are known, the most specific first: a WebSocket's connection has a socket and an upgrade request, and the socket is the one registered. */
import { express } from './express.js';
import { fastify } from './fastify.js';
import type { Framework } from './framework.js';
import { graphql } from './graphql.js';
import { hono } from './hono.js';
import { http } from './http.js';
import { koa } from './koa.js';
import { lambda } from './lambda.js';
import { mcp } from './mcp.js';
import { migrations } from './migrations.js';
import { nest } from './nest.js';
import { next } from './next.js';
import { queue } from './queue.js';
import { socketIo } from './socket-io.js';
import { trpc } from './trpc.js';
import { ws } from './ws.js';

export const FRAMEWORKS: readonly Framework[] = [ws, socketIo, express, fastify, koa, hono, trpc, graphql, nest, next, queue, lambda, mcp, http, migrations];
