import 'reflect-metadata';
import { Controller, All, Module, Req, type ExecutionContext, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Request } from 'express';
import type { Server } from 'node:net';
import { UserScopeInterceptor, userScope } from '../../../src/runtime/adapters/nestjs.js';
import { describeAdapter } from './adapter-suite.js';
import { identify, listen, readByEvents, type Desk, type Running } from './server-under-test.js';

// Decorators are applied by hand: what runs the tests compiles none of their metadata.
function createModule(desk: Desk): new () => object {
  class RunsController {
    run(request: Request): Promise<unknown> {
      return desk.handle(request.path, request, () => readByEvents(request));
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(RunsController.prototype, 'run') ?? {};
  All('*path')(RunsController.prototype, 'run', descriptor);
  Req()(RunsController.prototype, 'run', 0);
  Controller()(RunsController);
  const AgentModule = class AgentModule { readonly purpose = 'agents'; };
  Module({ controllers: [RunsController] })(AgentModule);
  return AgentModule;
}

async function start(desk: Desk, configure: (app: INestApplication) => void): Promise<Running> {
  const app = await NestFactory.create(createModule(desk), new ExpressAdapter(), { logger: false, bodyParser: false });
  configure(app);
  await app.init();
  return listen(app.getHttpServer() as Server, desk);
}

describeAdapter('NestJS, as middleware', (desk) =>
  start(desk, (app) => {
    app.use(userScope((request) => identify(request.headers.authorization)));
  }),
);

describeAdapter('NestJS, as an interceptor behind a guard', (desk) =>
  start(desk, (app) => {
    app.useGlobalGuards({
      canActivate(execution: ExecutionContext) {
        const request = execution.switchToHttp().getRequest<Request & { verified?: string }>();
        // A guard that looks a session up: only what it found is an identity.
        return new Promise<boolean>((resolve) => setTimeout(() => {
          if (request.headers.authorization !== undefined) request.verified = request.headers.authorization;
          resolve(true);
        }, 1));
      },
    });
    app.useGlobalInterceptors(new UserScopeInterceptor<Request & { verified?: string }>((request) => identify(request.verified)));
  }),
);
