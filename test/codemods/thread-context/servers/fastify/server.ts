import { userScope } from '@unsingleton/runtime/fastify';
import fastify, { type FastifyRequest } from 'fastify';
import { identify } from './identity.js';
import { introduce } from './introductions.js';

export const server = fastify();

server.register(userScope((request: FastifyRequest) => identify(request.headers['x-user'])));

server.post<{ Params: { name: string } }>('/introductions/:name', async (request) => introduce(request.params.name));
