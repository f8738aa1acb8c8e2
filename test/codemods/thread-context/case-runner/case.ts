/** A case on disk: what stands in its folder, and the trees it stands for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { REASONS, type RefusalCode } from '../../../../codemods/change/reasons.js';

export const CASES_FOLDER: string = fileURLToPath(new URL('../cases/', import.meta.url));

const codes = Object.keys(REASONS) as RefusalCode[];
const count = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0);

const Description = v.strictObject({
  situations: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-J]\d+$/))), v.minLength(1)),
  title: v.string(),
  answer: v.picklist(['rewrite', 'adapt', 'scope', 'refuse']),
  code: v.optional(v.picklist(codes)),
  options: v.optional(v.record(v.string(), v.unknown()), {}),
  sinks: v.optional(v.strictObject({ rewritten: count, adapted: count, scoped: count, refused: count })),
  types: v.optional(v.array(v.string()), []),
  compilerOptions: v.optional(v.record(v.string(), v.unknown()), {}),
  check: v.optional(v.boolean(), true),
  crlf: v.optional(v.boolean(), true),
  /** Why the engine does not do this yet. The case stays as it should be, and counts as open. */
  pending: v.optional(v.pipe(v.string(), v.nonEmpty())),
});

export type Answer = 'rewrite' | 'adapt' | 'scope' | 'refuse';
export type SinkCounts = { readonly rewritten: number; readonly adapted: number; readonly scoped: number; readonly refused: number };

/** Text of every file by its path relative to the program's root, with forward slashes. */
export type Tree = ReadonlyMap<string, string>;

export type Case = Omit<v.InferOutput<typeof Description>, 'sinks'> & {
  /** `b-calls/tagged-template` */
  readonly name: string;
  readonly family: string;
  readonly sinks: SinkCounts;
  readonly input: Tree;
  /** The whole tree after the migration: the input with the files of `expected/` over it. */
  readonly expected: Tree;
};

export function loadCases(): Case[] {
  const families = folders(CASES_FOLDER).filter((name) => !name.startsWith('_'));
  return families.flatMap((family) => folders(join(CASES_FOLDER, family)).map((name) => loadCase(family, name)));
}

function loadCase(family: string, folder: string): Case {
  const name = `${family}/${folder}`;
  const path = join(CASES_FOLDER, family, folder);
  const description = describe(name, join(path, 'case.json'));
  const { types, compilerOptions } = description;
  // Packages of a case stand in `modules/`, because git ignores `node_modules/`.
  const packages = [...readTree(join(path, 'modules'))].map(([file, text]) => [`node_modules/${file}`, text] as const);
  const input = new Map([...readTree(join(CASES_FOLDER, '_base')), ...readTree(join(path, 'input')), ...packages]);
  const tsconfig = input.get('tsconfig.json');
  if (tsconfig !== undefined && (types.length > 0 || Object.keys(compilerOptions).length > 0)) {
    input.set('tsconfig.json', withCompilerOptions(tsconfig, { types, ...compilerOptions }));
  }
  const changes = readTree(join(path, 'expected'));
  for (const [file, text] of changes) {
    if (input.get(file) === text) throw new Error(`${name}: expected/${file} does not differ from the input: leave it out.`);
  }
  const expected = new Map([...input, ...changes]);
  return { ...description, sinks: sinksOf(description), name, family, input, expected };
}

function describe(name: string, file: string): v.InferOutput<typeof Description> {
  const parsed = v.safeParse(Description, JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw new Error(`${name}/case.json: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
  }
  if ((parsed.output.answer === 'refuse') !== (parsed.output.code !== undefined)) {
    throw new Error(`${name}/case.json: a refusal, and nothing else, has a "code".`);
  }
  return parsed.output;
}

function sinksOf({ answer, sinks }: v.InferOutput<typeof Description>): SinkCounts {
  const one = (of: Answer): number => (answer === of ? 1 : 0);
  return sinks ?? { rewritten: one('rewrite'), adapted: one('adapt'), scoped: one('scope'), refused: one('refuse') };
}

function withCompilerOptions(tsconfig: string, more: Record<string, unknown>): string {
  const parsed = JSON.parse(tsconfig) as { compilerOptions?: Record<string, unknown> };
  return `${JSON.stringify({ ...parsed, compilerOptions: { ...parsed.compilerOptions, ...more } }, null, 2)}\n`;
}

function readTree(root: string): Map<string, string> {
  if (!existsSync(root)) return new Map();
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(files.map((file) => [relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')]));
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

const SOURCE_FILE = /\.[cm]?[jt]sx?$/;

/** The same program as a Windows editor would save it: CRLF line ends and a byte order mark in every source file. */
export function asWindowsText(tree: Tree): Tree {
  const asWindows = (text: string): string => `\uFEFF${text.replace(/^\uFEFF/, '').replace(/\r?\n/g, '\r\n')}`;
  return new Map([...tree].map(([file, text]) => [file, SOURCE_FILE.test(file) ? asWindows(text) : text]));
}
