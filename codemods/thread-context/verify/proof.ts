/**
 * `--proof`: a two-user test per migrated entry point. It sends the requests of several users and marks every object of
 * the product's class that a request has worked on: on a shared object one user's mark comes out at another's. So it
 * fails on the code before and passes after, and it fails too when a request never reaches the object.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import type { FileChange } from '../../change/diff.js';
import type { EntryPoint, Plan } from '../../change/plan.js';
import { byFile } from '../../change/splice.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import type { Mount, Product, ProofTarget } from './proof-targets.js';
import { productOf, proofTarget } from './proof-targets.js';

export type Proofs = {
  readonly changes: readonly FileChange[];
  /** Entry points without a test, each with one clause saying why. */
  readonly skipped: readonly (Pick<EntryPoint, 'file' | 'line' | 'name'> & { readonly reason: string })[];
};

export function writeProofs(oracle: TypeOracle, plan: Plan): Proofs {
  const products = plan.accessors.flatMap((accessor) => productOf(oracle, accessor) ?? []);
  const targets: ProofTarget[] = [];
  const skipped: Proofs['skipped'][number][] = [];
  for (const entryPoint of plan.entryPoints) {
    const target = products.length === 0 ? 'what the accessor gives is not an exported class' : proofTarget(oracle, entryPoint);
    if (typeof target === 'string') skipped.push({ file: entryPoint.file, line: entryPoint.line, name: entryPoint.name, reason: target });
    else targets.push(target);
  }
  const folder = testFolder(oracle.root);
  const changes = [...byFile(targets.map((target) => ({ ...target, file: target.entryPoint.file })))].flatMap(([file, own]) => {
    const test = `${folder}/${file.replace(/^src\//, '').replaceAll('/', '-').replace(/\.[cm]?[jt]sx?$/, '')}.isolation.test${/\.[cm]?tsx?$/.test(file) ? '.ts' : '.js'}`;
    return existsSync(join(oracle.root, test)) ? [] : [{ file: test, before: null, after: testOf(oracle, test, own, products) }];
  });
  return { changes, skipped };
}

function testFolder(root: string): string {
  const found = ['test', 'tests', '__tests__', 'src/test', 'src/tests'].find((folder) => existsSync(join(root, folder)));
  return `${found ?? 'test'}/isolation`;
}

/** Node's own runner is always there. */
function runnerOf(root: string): string {
  const manifest = join(root, 'package.json');
  const text = existsSync(manifest) ? readFileSync(manifest, 'utf8') : '';
  if (/"vitest"\s*:/.test(text)) return "import { test } from 'vitest';";
  if (/"jest"\s*:/.test(text)) return "import { test } from '@jest/globals';";
  return "import { test } from 'node:test';";
}

function testOf(oracle: TypeOracle, file: string, targets: readonly ProofTarget[], products: readonly Product[]): string {
  const typed = file.endsWith('.ts');
  const as = (type: string): string => (typed ? `: ${type}` : '');
  const of = (type: string): string => (typed ? `<${type}>` : '');
  const mounts = [...new Map(targets.map(({ mount }) => [mount.exportName, mount])).values()];
  const names = new Map(mounts.map((mount, index) => [mount.exportName, mount.exportName === 'default' ? `mounted${String(index)}` : mount.exportName]));
  const nameOf = (mount: Mount): string => names.get(mount.exportName) ?? mount.exportName;
  const from = (target: string): string => `'${specifier(oracle, file, target)}'`;
  return `/** Made by \`unsingleton migrate --proof\`: fails when the requests of two users work on one ${products.map(({ className }) => className).join(' or ')}. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer } from 'node:http';
${typed ? "import type { AddressInfo } from 'node:net';\n" : ''}import express from 'express';
import { userScope } from '@unsingleton/runtime/express';
import { assertIsolated${typed ? ', type CanaryUser' : ''} } from '@unsingleton/runtime/testing';
${runnerOf(oracle.root)}
${products.map((product) => `import { ${product.className} } from ${from(product.file)};`).join('\n')}
${mounts.map((mount) => (mount.exportName === 'default' ? `import ${nameOf(mount)} from ${from(mount.file)};` : `import { ${mount.exportName} } from ${from(mount.file)};`)).join('\n')}

/** Who visits, and the objects that the visit's request has worked on. */
const visits = new Map${of('string, { user: CanaryUser; used: Set<object> }')}();
const running = new AsyncLocalStorage${of('Set<object>')}();
const marks = new WeakMap${of('object, string[]')}();

for (const prototype of [${products.map(({ className }) => `${className}.prototype`).join(', ')}]) {
  for (const [name, { value: method }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name === 'constructor' || typeof method !== 'function') continue;
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value(${typed ? 'this: object, ' : ''}...parameters${as('unknown[]')})${as('unknown')} {
        running.getStore()?.add(this);
        return Reflect.apply(method, this, parameters);
      },
    });
  }
}

const app = express();
app.use(express.json());
app.use((req, _res, next) => {
  running.run(visits.get(String(req.headers['x-visit']))?.used ?? new Set(), next);
});
app.use(userScope((req) => visits.get(String(req.headers['x-visit']))?.user.context.child('request')));
${mounts.map((mount) => (mount.form === 'register' ? `${nameOf(mount)}(app);` : `app.use(${nameOf(mount)}${mount.form === 'make' ? '()' : ''});`)).join('\n')}

const server = createServer(app).listen(0).unref();

/** Sends the user's request, and gives the marks of every object that it has worked on. */
async function visit(user${as('CanaryUser')}, method${as('string')}, path${as('string')})${as('Promise<string[][]>')} {
  const id = encodeURIComponent(user.canary);
  const used = new Set${of('object')}();
  visits.set(id, { user, used });
  const { port } = server.address()${typed ? ' as AddressInfo' : ''};
  const headers = { 'x-visit': id, connection: 'close' };
  const response = await fetch(\`http://localhost:\${port}\${path}\`, { method, headers });
  await response.text();
  if (used.size === 0) throw new Error(\`\${method} \${path} answered \${response.status} and worked on no object that is watched: give the request what it needs.\`);
  return [...used].map((object) => {
    const found = marks.get(object) ?? [];
    marks.set(object, found);
    found.push(user.canary);
    return found;
  });
}
${targets.map(({ entryPoint, method, path }) => `
test('${entryPoint.name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")} (line ${String(entryPoint.line)} before the migration) keeps two users apart', async () => {
  await assertIsolated({ make: () => server, act: (_server, user) => visit(user, '${method}', '${path}'), retention: false });
});
`).join('')}`;
}

/** With the extension that the program's own imports have. */
function specifier(oracle: TypeOracle, from: string, to: string): string {
  const relative = posix.relative(posix.dirname(from), to);
  const bare = relative.replace(/\.[cm]?[jt]sx?$/, '');
  const own = oracle.files.map((file) => /from\s+['"]\.{1,2}\/[^'"]*?(\.[cm]?[jt]sx?)?['"]/.exec(oracle.source(file)?.text ?? '')).find((match) => match !== null);
  const extension = own?.[1] ?? '';
  const kept = extension === '' ? '' : /ts/.test(extension) ? basename(to).slice(basename(bare).length) : basename(to).slice(basename(bare).length).replace('ts', 'js').replace('jsx', 'js');
  return `${bare.startsWith('.') ? '' : './'}${bare}${kept}`;
}
