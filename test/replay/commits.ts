/** The history that the migration leaves, and whether each step of it compiles and passes. */
import { execFile } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AgentServer } from '../demo/agent-server.js';
import { WORKSHOP } from './judge.js';

export type Commit = { readonly id: string; readonly subject: string; readonly files: readonly string[] };
export type Step = Commit & { readonly messages: readonly string[]; readonly passed: number; readonly failed: readonly string[] };

export class History {
  readonly #server: AgentServer;

  private constructor(server: AgentServer) {
    this.#server = server;
  }

  /** Puts the server under version control, with one commit. */
  static async begin(server: AgentServer): Promise<History> {
    const history = new History(server);
    await history.#git('init', '--quiet', '--initial-branch=main');
    for (const [name, value] of [['user.name', 'Alice'], ['user.email', 'alice@example.com'], ['commit.gpgSign', 'false'], ['core.hooksPath', '/dev/null']] as const) await history.#git('config', name, value);
    await appendFile(join(server.folder, '.git', 'info', 'exclude'), `node_modules\ndist\n${WORKSHOP}\n.unsingleton\n`);
    await history.#git('add', '--all');
    await history.#git('commit', '--quiet', '--message', 'The platform with its singleton');
    return history;
  }

  /** What came after the first commit, oldest first. */
  async commits(): Promise<readonly Commit[]> {
    const ids = (await this.#git('rev-list', '--reverse', '--max-count=1000', 'HEAD')).trim().split('\n').slice(1);
    return Promise.all(ids.map(async (id) => {
      const [subject = '', ...files] = (await this.#git('show', '--format=%s', '--name-only', id)).split('\n').filter((line) => line !== '');
      return { id: id.slice(0, 8), subject, files };
    }));
  }

  /** Goes through the commits: each is compiled, and the tests run that depend on what it changed. */
  async *steps(): AsyncGenerator<Step> {
    for (const commit of await this.commits()) {
      await this.#git('checkout', '--quiet', '--detach', commit.id);
      const [messages, { passed, failed }] = [
        await this.#server.build('--noEmit', '--incremental', '--tsBuildInfoFile', join(WORKSHOP, 'steps.tsbuildinfo')),
        await this.#server.test(...commit.files),
      ];
      yield { ...commit, messages, passed, failed };
    }
    await this.#git('checkout', '--quiet', 'main');
  }

  async #git(...parameters: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('git', parameters, { cwd: this.#server.folder, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  }
}
