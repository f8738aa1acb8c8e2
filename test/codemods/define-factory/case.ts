/** A case on disk: `input/`, what must become of it in `expected/`, and in `case.json` how the object is reached before and after. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as v from 'valibot';

const CASES = join(import.meta.dirname, 'cases');

const Description = v.strictObject({
  accessor: v.string(),
  /** An expression in `agents`, the module: the object that an old caller gets. It has `remember(entry)` and `recall()`. */
  before: v.string(),
  /** The object of `userContext` after the migration. */
  after: v.string(),
  /** How many call sites two old callers with that expression have, each of which is warned once; a constant has no call. */
  warnings: v.number(),
  /** Why old callers cannot go on as before, where they cannot. */
  withoutOldCallers: v.optional(v.string()),
  answers: v.optional(v.record(v.string(), v.string()), {}),
  compilerOptions: v.optional(v.record(v.string(), v.unknown()), {}),
});

export type Case = v.InferOutput<typeof Description> & {
  readonly name: string;
  readonly folder: string;
  readonly input: Readonly<Record<string, string>>;
  /** Files in `expected/`: exactly those that change. */
  readonly changed: readonly string[];
};

export function loadCases(): Case[] {
  return readdirSync(CASES).sort().map((name) => {
    const folder = join(CASES, name);
    const description = v.parse(Description, JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')));
    return { ...description, name, folder, input: readTree(join(folder, 'input')), changed: Object.keys(readTree(join(folder, 'expected'))) };
  });
}

function readTree(root: string): Record<string, string> {
  if (!existsSync(root)) return {};
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(files.map((file) => [relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')]));
}
