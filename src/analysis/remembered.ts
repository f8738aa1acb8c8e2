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
   * @param at what each file is stamped with, if somebody has looked already
   */
  constructor(folder: string, name: string, question: unknown, files: readonly string[], at: (file: string) => string = stampOf) {
    this.#path = join(folder, name);
    this.#key = createHash('sha1').update([JSON.stringify(question), ownCode(), ...files.map((file) => `${file} ${at(file)}`)].join('\n')).digest('base64');
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

/** When a file was written last, and how long it is: as good as its text, for whoever only asks whether it is the same. */
export function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return `${String(stat?.mtimeMs)} ${String(stat?.size)}`;
}

/** The same, each file looked at once. */
export function stampsOnce(): (file: string) => string {
  const known: Map<string, string> = new Map();
  return (file) => {
    const found = known.get(file) ?? stampOf(file);
    known.set(file, found);
    return found;
  };
}

let code: string | undefined;

/** This tool's own sources: another version may say something else. */
function ownCode(): string {
  if (code !== undefined) return code;
  const here = dirname(fileURLToPath(import.meta.url));
  const files = ['.', '../facts', '../project'].flatMap((folder) => readdirSync(join(here, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(here, folder, name)));
  return (code = files.map((file) => `${file} ${stampOf(file)}`).join('\n'));
}
