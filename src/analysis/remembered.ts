import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InventoryItem, Skipped, UsersGraph } from './report.js';

/** What a scan of a whole project found, before it is narrowed to what was asked for. */
export type Whole = {
  readonly files: number;
  readonly lines: number;
  readonly skipped: readonly Skipped[];
  /** The worst first; `file` is where each is reported. */
  readonly reported: readonly { readonly file: string; readonly item: InventoryItem; readonly users?: UsersGraph }[];
};

/** What the last scan of a project found: it holds as long as nothing at all that it rests on has been touched. */
export class RememberedScan {
  readonly #path: string;
  readonly #key: string;

  /**
   * @param question what was asked: the configuration and the options
   * @param files everything that the answer rests on
   */
  constructor(folder: string, question: unknown, files: readonly string[]) {
    this.#path = join(folder, 'scan.json');
    this.#key = createHash('sha1').update([JSON.stringify(question), ...[...ownCode(), ...files].map(touched)].join('\n')).digest('base64');
  }

  recall(): Whole | undefined {
    try {
      const { key, whole } = JSON.parse(readFileSync(this.#path, 'utf8')) as { key: unknown; whole: Whole };
      return key === this.#key ? whole : undefined;
    } catch {
      return undefined;
    }
  }

  /** Written whole or not at all; a memory that cannot be written is no error. */
  keep(whole: Whole): void {
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      const temporary = `${this.#path}.${String(process.pid)}`;
      writeFileSync(temporary, JSON.stringify({ key: this.#key, whole }));
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
