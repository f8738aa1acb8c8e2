import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { userScope } from '@unsingleton/runtime/nestjs';
import { identify } from './identity.js';
import { AppModule } from './server.js';

export async function serve() {
  const app = await NestFactory.create(AppModule, { logger: false });
  app.use(userScope((req) => identify(req.headers['x-user'])));
  await app.listen(0);
  const address = (await app.getUrl()).replace('[::1]', 'localhost');
  return {
    ask: async (name: string) => (await fetch(`${address}/introductions/${name}`, { method: 'POST', headers: { 'x-user': name } })).text(),
    close: () => app.close(),
  };
}
