/** Accessors as JavaScript hands them out: whatever form the exports have, the callers end at the factory. */
import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate, type Migration } from '../../../codemods/thread-context/migrate.js';
import { makeTree } from '../change/tree.js';

/** A field that begins in a method, and a variable that is any: neither is declared. */
const STORE = `class Store {
  signIn(user) {
    this.user = user;
  }
  who() {
    return this.user;
  }
}
`;

const GETTER = `function () {
    return instance || (instance = new Store());
  }`;

const LAZY = `
let instance;
function getStore() {
  if (!instance) instance = new Store();
  return instance;
}
`;

const server = (load: string, get: string): string => `const express = require('express');
${load}

const app = express();
app.get('/who', async (req, res) => {
  ${get}.signIn(req.query.name);
  await Promise.resolve();
  res.send(${get}.who());
});
module.exports = { app };
`;

const MIGRATED = `const express = require('express');
const { contextFromRequest } = require('@unsingleton/runtime');
const { createStore } = require('./store');

const app = express();
app.get('/who', async (req, res) => {
  const userContext = contextFromRequest(req);
  createStore(userContext).signIn(req.query.name);
  await Promise.resolve();
  res.send(createStore(userContext).who());
});
module.exports = { app };
`;

const NAMED = ["const { getStore } = require('./store');", 'getStore()'] as const;
const WHOLE = ["const getStore = require('./store');", 'getStore()'] as const;
const STATIC = ["const Store = require('./store');", 'Store.getInstance()'] as const;
const CLASS = `class Store {
  static getInstance() {
    if (!this.instance) this.instance = new Store();
    return this.instance;
  }${STORE.slice('class Store {'.length)}`;

type Form = readonly [form: string, store: string, how: readonly [load: string, get: string], accessor?: string];

const FORMS: readonly Form[] = [
  ['a list of names', `${STORE}${LAZY}module.exports = { errors: { busy: 1 }, getStore };\n`, NAMED],
  ['a list of names and values', `${STORE}${LAZY}module.exports = { errors: { busy: 1 }, getStore: getStore };\n`, NAMED],
  ['a function in the list', `${STORE}let instance;\nmodule.exports = {\n  getStore: ${GETTER},\n};\n`, NAMED],
  ['a method in the list', `${STORE}let instance;\nmodule.exports = {\n  Store,\n  getStore() {\n    if (!instance) instance = new Store();\n    return instance;\n  },\n};\n`, NAMED],
  ['an assignment to a member', `${STORE}let instance;\nexports = module.exports = {};\nexports.getStore = () => (instance ??= new Store());\n`, NAMED],
  ['the function as the module', `${STORE}${LAZY}module.exports = getStore;\nmodule.exports.Store = Store;\n`, WHOLE],
  ['a function that is the module', `${STORE}let instance;\nmodule.exports = function getStore() {\n  return (instance ??= new Store());\n};\n`, WHOLE],
  ['a default', `${STORE}${LAZY}exports.default = getStore;\n`, ["const getStore = require('./store').default;", 'getStore()']],
  ['a class as the module', `${CLASS}module.exports = Store;\n`, STATIC, 'Store.getInstance'],
  ['a class that is the module', `module.exports = ${CLASS.trimEnd()};\n`, STATIC, 'Store.getInstance'],
];

async function moved(store: string, [load, get]: readonly [string, string], accessor: string): Promise<Migration & { readonly root: string }> {
  const root = makeTree({ 'package.json': '{ "name": "agent-server" }', 'store.js': store, 'app.js': server(load, get) });
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(root, 'node_modules'));
  return { root, ...(await migrate({ root, configuration: {}, define: [accessor], write: true, allowDirty: true })) };
}

/** Signs Alice in and asks who it is, in a process of its own. */
function askAlice(root: string): string {
  return execFileSync(process.execPath, ['--no-warnings', '-e', `
    const { UserExecutionContext } = require('@unsingleton/runtime');
    const { createStore } = require('./store');
    const [alice, bob] = ['alice', 'bob'].map((userId) => UserExecutionContext.create({ userId, threadId: 'inbox', runId: userId }));
    createStore(alice).signIn('alice');
    createStore(bob).signIn('bob');
    process.stdout.write(createStore(alice).who());`], { cwd: root, encoding: 'utf8' });
}

describe('a definition in JavaScript', () => {
  it.each(FORMS.map(([form, store, how, accessor = 'getStore']) => ({ form, store, how, accessor })))('exported as $form is moved with its callers', async ({ store, how, accessor }) => {
    const { root, report, diff } = await moved(store, how, accessor);
    expect(report.refused).toEqual([]);
    expect(report).toMatchObject({ written: true, rewritten: 2, secondRun: { edits: 0 }, diagnostics: { new: [] } });
    expect(report.state?.find(({ name }) => name === 'Store.user'), diff).toMatchObject({ kind: 'request' });
    expect(readFileSync(join(root, 'app.js'), 'utf8')).toBe(MIGRATED);
    expect(askAlice(root)).toBe('alice');
  });
});
