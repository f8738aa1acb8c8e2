import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { ContextIdFactory, NestFactory } from '@nestjs/core';
import { AgentService } from '../src/agents.js';

class AgentModule {}
Module({ providers: [AgentService] })(AgentModule);
const app = await NestFactory.createApplicationContext(AgentModule, { logger: false });
const requests = new WeakMap();

/** As NestJS does for a request: whatever is injected for it is resolved under one id. */
export function serviceOf(userContext) {
  if (!requests.has(userContext)) requests.set(userContext, ContextIdFactory.create());
  return app.resolve(AgentService, requests.get(userContext));
}
export const sharedService = () => app.get(AgentService);
