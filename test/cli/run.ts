import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist/src/cli/main.js');

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export type Result = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** A project in a folder of its own, on which the built command line runs as a user runs it. */
export class Project {
  readonly root: string = mkdtempSync(join(tmpdir(), 'unsingleton-cli-'));

  constructor(files: Readonly<Record<string, string>>) {
    folders.push(this.root);
    symlinkSync(join(ROOT, 'node_modules'), join(this.root, 'node_modules'));
    this.write({ '.gitignore': 'node_modules\n', ...files });
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, name)), { recursive: true });
      writeFileSync(join(this.root, name), text);
    }
  }

  run(...args: readonly string[]): Result {
    return this.answer('', ...args);
  }

  /** @param input what a person types */
  answer(input: string, ...args: readonly string[]): Result {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd: this.root, encoding: 'utf8', input, env: { ...process.env, NO_COLOR: '1', CI: '1' } });
    return { code: status, stdout, stderr };
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com', ...args], { cwd: this.root, encoding: 'utf8' });
  }

  /** Puts everything into a first commit. */
  commit(message = 'Begin'): void {
    if (message === 'Begin') this.git('init', '--quiet');
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
  }
}

/** An Express server that keeps the user of one request where the next one finds him. */
export const LEAKING_SERVER: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module", "dependencies": { "express": "5" } }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "skipLibCheck": true }, "include": ["src"] }',
  'src/session.ts': `let currentUser: string | undefined;

export function signIn(name: string): void {
  currentUser = name;
}

export function whoAmI(): string | undefined {
  return currentUser;
}
`,
  'src/server.ts': `import express from 'express';
import { signIn, whoAmI } from './session.js';

const app = express();
app.post('/sign-in', async (req, res) => {
  signIn(req.headers.authorization ?? '');
  await new Promise((done) => setTimeout(done, 5));
  res.json({ user: whoAmI() });
});
app.listen(3000);
`,
};
