import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An answer about a whole project from an earlier run: it holds as long as nothing at all that it rests on has been touched. */
export class Remembered<Answer> {
  readonly #path: string;
  readonly #key: string;

  /**
   * @param name of the file in the cache's folder
   * @param question what was asked: the configuration and the options
   * @param files everything that the answer rests on
   */
  constructor(folder: string, name: string, question: unknown, files: readonly string[]) {
    this.#path = join(folder, name);
    this.#key = createHash('sha1').update([JSON.stringify(question), ...[...ownCode(), ...files].map(touched)].join('\n')).digest('base64');
  }

  recall(): Answer | undefined {
    try {
      const { key, answer } = JSON.parse(readFileSync(this.#path, 'utf8')) as { key: unknown; answer: Answer };
      return key === this.#key ? answer : undefined;
    } catch {
      return undefined;
    }
  }

  /** Written whole or not at all; a memory that cannot be written is no error. */
  keep(answer: Answer): void {
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      const temporary = `${this.#path}.${String(process.pid)}`;
      writeFileSync(temporary, JSON.stringify({ key: this.#key, answer }));
      renameSync(temporary, this.#path);
    } catch {
      // The next scan is merely slower.
    }
  }
}

function touched(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return [file, stat?.mtimeMs, stat?.size].join(' ');
}

/** This tool's own sources: another version may say something else. */
function ownCode(): readonly string[] {
  const here = dirname(fileURLToPath(import.meta.url));
  return ['.', '../facts', '../project'].flatMap((folder) => readdirSync(join(here, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(here, folder, name)));
}
