import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../project/user-error.js';

const execute = promisify(execFile);

async function git(root: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await execute('git', [...args], { cwd: root, maxBuffer: 256 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'stderr' in error && /not a git repository|usage: git diff --no-index/i.test(String(error.stderr))) throw new UserError(`${root} is not in a git repository, which --staged and --since ask about.`);
    const reason = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : String(error);
    throw new UserError(`git ${args[0] ?? ''} failed in ${root}: ${reason ?? 'no reason given'}`);
  }
}

/** What the next commit adds or changes. */
export type Staged = {
  /** Relative to the root, with forward slashes. */
  readonly files: ReadonlySet<string>;
  /** The staged texts of files whose work tree says something else by now, by absolute path. */
  readonly texts?: ReadonlyMap<string, string>;
};

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;

export async function stagedFiles(root: string): Promise<Staged> {
  const staged = parseRaw(await git(root, ['diff', '--cached', '--raw', '--no-abbrev', '-z', '--relative', '--no-renames', '--diff-filter=AMT']));
  const differing = staged.filter(({ name, blob }) => SOURCE.test(name) && blobOf(resolve(root, name), blob.length) !== blob);
  const texts = await Promise.all(differing.map(async ({ name, blob }) => [resolve(root, name), await git(root, ['cat-file', 'blob', blob])] as const));
  return { files: new Set(staged.map(({ name }) => name)), ...(texts.length > 0 && { texts: new Map(texts) }) };
}

/** `:100644 100644 <old> <new> M\0src/agents.ts\0`, again and again; links and submodules left out. */
function parseRaw(raw: string): readonly { readonly name: string; readonly blob: string }[] {
  return [...raw.matchAll(/:\d+ 100\d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]\0([^\0]+)\0/g)].flatMap(([, blob, name]) => (blob === undefined || name === undefined ? [] : [{ name, blob }]));
}

/** The name that git gives to what is in a file now: asking git would take longer than all else that a hook does. */
function blobOf(file: string, length: number): string | undefined {
  try {
    const bytes = readFileSync(file);
    return createHash(length === 40 ? 'sha1' : 'sha256').update(`blob ${String(bytes.length)}\0`).update(bytes).digest('hex');
  } catch {
    // Deleted since it was staged.
    return undefined;
  }
}

/** Files added or changed since the point where the work left `ref`, uncommitted and untracked ones included. */
export async function filesSince(root: string, ref: string): Promise<ReadonlySet<string>> {
  if (ref.startsWith('-')) throw new UserError(`--since takes a git reference, not "${ref}".`);
  const base = (await git(root, ['merge-base', ref, 'HEAD'])).trim();
  const tracked = await changed(root, ['diff', '--name-only', '-z', '--diff-filter=ACMR', base]);
  const untracked = await git(root, ['ls-files', '--others', '--exclude-standard', '-z']);
  return new Set([...tracked, ...untracked.split('\0').filter(Boolean)]);
}

// git diff names files from the top of the work tree, which need not be the root of the scan.
async function changed(root: string, args: readonly string[]): Promise<ReadonlySet<string>> {
  const top = (await git(root, ['rev-parse', '--show-toplevel'])).trim();
  const names = (await git(root, args)).split('\0').filter(Boolean);
  return new Set(names.map((name) => relative(root, resolve(top, name)).split(sep).join('/')).filter((name) => !name.startsWith('../')));
}
