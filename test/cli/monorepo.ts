import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from '../pack.js';
import { Repository } from './repository.js';
import { LEAKING_SERVER } from './run.js';

const manifest = (name: string, more: object = {}): string => JSON.stringify({ name, version: '1.0.0', type: 'module', scripts: { facts: 'unsingleton scan --facts-out facts.json' }, ...more });
const TSCONFIG = '{ "compilerOptions": { "composite": true, "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "skipLibCheck": true, "rootDir": "src", "outDir": "dist" }, "include": ["src"] }';

/** The leaking server in two packages: the store in one, the routes that reach it in the other. */
export const MONOREPO: Readonly<Record<string, string>> = {
  '.gitignore': 'node_modules\ndist\nfacts.json\n.turbo\n',
  'package.json': JSON.stringify({ name: 'agents', private: true, type: 'module', packageManager: 'npm@10.8.2', workspaces: ['packages/*'] }),
  'package-lock.json': JSON.stringify({ name: 'agents', lockfileVersion: 3, requires: true, packages: { '': { name: 'agents', workspaces: ['packages/*'] }, 'packages/server': { name: '@agents/server', version: '1.0.0' }, 'packages/session': { name: '@agents/session', version: '1.0.0' } } }),
  'turbo.json': JSON.stringify({ tasks: { facts: { inputs: ['src/**', 'package.json'], outputs: ['facts.json'] } } }),
  'tsconfig.json': '{ "files": [], "references": [{ "path": "packages/session" }, { "path": "packages/server" }] }',
  'packages/session/package.json': manifest('@agents/session', { exports: './src/session.ts' }),
  'packages/session/tsconfig.json': TSCONFIG,
  'packages/session/src/session.ts': LEAKING_SERVER['src/session.ts'] ?? '',
  'packages/server/package.json': manifest('@agents/server', { dependencies: { '@agents/session': '*' } }),
  'packages/server/tsconfig.json': TSCONFIG.replace('"include"', '"references": [{ "path": "../session" }], "include"'),
  'packages/server/src/server.ts': (LEAKING_SERVER['src/server.ts'] ?? '').replace('./session.js', '@agents/session'),
};

export function makeMonorepo(): Repository {
  const project = new Repository(MONOREPO);
  installPackages(project.root);
  mkdirSync(join(project.root, 'node_modules/@agents'));
  for (const name of ['server', 'session']) symlinkSync(join(project.root, 'packages', name), join(project.root, 'node_modules/@agents', name));
  project.commit('Begin');
  return project;
}
