import { describe } from 'vitest';
import { testRule } from './rule-tester.js';

const SERVER = (use: string): string => `import express from 'express';\n${use}\nexpress().listen(3000);\n`;

describe('no-user-state-singleton', () => {
  const session = { 'src/server.ts': SERVER(`import { getSession } from './subject.js';\nconst app = express();\napp.get('/', async (req, res) => {\n  getSession().open(req.get('x-user') ?? '');\n  await fetch('https://engine.example');\n  res.send(getSession().user());\n});`) };
  testRule('no-user-state-singleton', {
    valid: [
      { title: 'a lazily built pool', code: `import { Pool } from 'pg';\nlet pool: Pool | undefined;\nexport const getPool = (): Pool => (pool ??= new Pool());` },
      { title: 'an object that keeps nothing', code: `class Prices { of(tokens: number): number { return tokens * 2; } }\nexport const prices = new Prices();` },
      { title: 'a setter that only a test calls', file: 'test/session.test.ts', code: `class Session { user = ''; open(user: string): void { this.user = user; } }\nexport const session = new Session();\nsession.open('alice');` },
      {
        title: 'a singleton that is allowed', settings: { allow: [{ name: 'session', why: 'one tenant' }] }, files: session,
        code: `class Session {\n  #user = '';\n  open(user: string): void { this.#user = user; }\n  user(): string { return this.#user; }\n}\nlet session: Session | undefined;\nexport const getSession = (): Session => (session ??= new Session());`,
      },
      { title: 'unknown origins, unless asked for', code: `class Filter {\n  private words: string[] = [];\n  use(words: string[]): void { this.words = words; }\n  all(): string[] { return this.words; }\n}\nexport const filter = new Filter();` },
    ],
    invalid: [
      {
        title: 'a field that takes the caller\'s name', files: session,
        code: `class Session {\n  #user = '';\n  open(user: string): void { this.#user = user; }\n  user(): string { return this.#user; }\n}\nlet session: Session | undefined;\nexport const getSession = (): Session => (session ??= new Session());`,
        errors: [{ line: 6, message: /of one request is kept in .*Path: .*server\.ts:\d+/ }],
      },
      {
        title: 'the same in CommonJS', file: 'src/subject.cjs',
        files: { 'src/server.cjs': `const Koa = require('koa');\nconst session = require('./subject.cjs');\nnew Koa().use(async (ctx) => {\n  session.open(ctx.state.user);\n  await fetch('https://engine.example');\n  ctx.body = session.user;\n}).listen(3000);\n` },
        code: `class Session {\n  open(user) { this.user = user; }\n}\nmodule.exports = new Session();\n`,
        errors: [{ line: 4, message: /of one request is kept in/ }],
      },
    ],
  });
});

describe('no-cross-request-state', () => {
  testRule('no-cross-request-state', {
    valid: [
      { title: 'a local variable', code: SERVER(`express().get('/', (req, res) => {\n  let user = '';\n  user = req.get('x-user') ?? '';\n  res.send(user);\n});`) },
      { title: 'a counter', code: SERVER(`let requests = 0;\nexpress().get('/', (_req, res) => {\n  requests += 1;\n  res.send(String(requests));\n});`) },
      { title: 'a table', code: SERVER(`const names = new Map([['a', 'Alice']]);\nexpress().get('/', (req, res) => {\n  res.send(names.get(String(req.query['id'])));\n});`) },
      { title: 'request-scoped storage', code: `import { AsyncLocalStorage } from 'node:async_hooks';\n${SERVER(`const users = new AsyncLocalStorage<string>();\nconst app = express();\napp.use((req, _res, next) => users.run(req.get('x-user') ?? '', next));\napp.get('/', (_req, res) => {\n  res.send(users.getStore());\n});`)}` },
    ],
    invalid: [
      {
        title: 'a slot that is written in one handler and read in another',
        code: SERVER(`let last = '';\nconst app = express();\napp.post('/', (req, res) => {\n  last = req.body.user;\n  res.end();\n});\napp.get('/', (_req, res) => {\n  res.send(last);\n});`),
        errors: [{ line: 2, message: /of one request is kept in `last`/ }],
      },
      {
        title: 'a slot of the process, in a WebSocket server', file: 'src/subject.mjs',
        code: `import { WebSocketServer } from 'ws';\nnew WebSocketServer({ port: 9000 }).on('connection', (socket, request) => {\n  globalThis.currentUser = request.headers['x-user'];\n  socket.on('message', () => socket.send(globalThis.currentUser));\n});\n`,
        errors: [{ line: 3, message: /of one request is kept in/ }],
      },
      {
        title: 'less certain ones, when asked for', options: { level: 'warn' },
        code: SERVER(`const WORD = /agent/g;\nexpress().get('/', (req, res) => {\n  res.json(WORD.test(String(req.query['text'])));\n});`),
        errors: [{ line: 2, message: /lastIndex/ }],
      },
    ],
  });
});

describe('no-foreign-singleton-write', () => {
  testRule('no-foreign-singleton-write', {
    valid: [
      { title: 'defaults set while the program starts', code: `import axios from 'axios';\naxios.defaults.timeout = 5000;\nprocess.env['TZ'] = 'UTC';\n${SERVER('')}` },
      { title: 'an instance of one\'s own', code: `import axios from 'axios';\n${SERVER(`express().get('/', async (req, res) => {\n  const client = axios.create();\n  client.defaults.headers.common['authorization'] = req.get('authorization') ?? '';\n  res.json(await client.get('/'));\n});`)}` },
    ],
    invalid: [
      { title: 'a default header', code: `import axios from 'axios';\n${SERVER(`express().use((req, _res, next) => {\n  axios.defaults.headers.common['authorization'] = req.get('authorization') ?? '';\n  next();\n});`)}`, errors: [{ line: 4, message: /belongs to everybody|of one request is kept in/ }] },
      { title: 'an environment variable, in CommonJS', file: 'src/subject.cjs', code: `const express = require('express');\nexpress().post('/', (req, res) => {\n  process.env.OPENAI_API_KEY = req.body.key;\n  res.end();\n}).listen(3000);\n`, errors: [{ line: 3, message: /process\.env/ }] },
    ],
  });
});

describe('no-captured-context', () => {
  const code = (off: string): string => `import { EventEmitter } from 'node:events';\n${SERVER(`const events = new EventEmitter();\nconst app = express();\napp.get('/', (req, res) => {\n  const tell = (run: string): void => { res.write(\`\${String(req.get('x-user'))} \${run}\`); };\n  events.on('run', tell);\n${off}});\napp.post('/', (req, res) => {\n  events.emit('run', req.body.run);\n  res.end();\n});`)}`;
  testRule('no-captured-context', {
    valid: [{ title: 'a listener that goes with its request', code: code(`  req.on('close', () => events.off('run', tell));\n`) }],
    invalid: [{ title: 'a listener that stays', code: code(''), errors: [{ line: 3, message: /captures .* of one request and outlives it/ }] }],
  });
});
