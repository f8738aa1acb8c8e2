import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Outcome = { readonly code: number | null; readonly output: string };

/** A git repository of somebody else's, in a folder of its own, in which commands run as that person runs them. */
export class Repository {
  readonly root: string = realpathSync(mkdtempSync(join(tmpdir(), 'unsingleton-repository-')));

  constructor(files: Readonly<Record<string, string>>) {
    this.write({ '.gitignore': 'node_modules\ndist\n', ...files });
    this.run('git', 'init', '--quiet');
    this.run('git', 'config', 'user.name', 'Alice');
    this.run('git', 'config', 'user.email', 'alice@example.com');
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, name)), { recursive: true });
      writeFileSync(join(this.root, name), text);
    }
  }

  attempt(command: string, ...args: readonly string[]): Outcome {
    // Run from a hook of this repository, the tests must not reach into it.
    const { GIT_DIR: _directory, GIT_INDEX_FILE: _index, GIT_WORK_TREE: _tree, ...env } = process.env;
    const path = `${join(this.root, 'node_modules/.bin')}:${env['PATH'] ?? ''}`;
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: this.root, encoding: 'utf8', env: { ...env, PATH: path, NO_COLOR: '1' } });
    return { code: status, output: stdout + stderr };
  }

  run(command: string, ...args: readonly string[]): string {
    const { code, output } = this.attempt(command, ...args);
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}:\n${output}`);
    return output;
  }

  /** Commits everything, past the hooks that are installed. */
  commit(message: string): Outcome {
    this.run('git', 'add', '--all');
    return this.attempt('git', 'commit', '--message', message);
  }

  lastSubject(): string {
    return this.run('git', 'log', '-1', '--format=%s').trim();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
