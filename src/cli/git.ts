import { execFile } from 'node:child_process';
import { relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../project/user-error.js';

const execute = promisify(execFile);

async function git(root: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await execute('git', [...args], { cwd: root, maxBuffer: 256 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'stderr' in error && /not a git repository/.test(String(error.stderr))) throw new UserError(`${root} is not in a git repository, which --staged and --since ask about.`);
    const reason = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : String(error);
    throw new UserError(`git ${args[0] ?? ''} failed in ${root}: ${reason ?? 'no reason given'}`);
  }
}

/** Files that the next commit adds or changes, relative to `root`. */
export async function stagedFiles(root: string): Promise<ReadonlySet<string>> {
  return changed(root, ['diff', '--cached', '--name-only', '-z', '--diff-filter=ACMR']);
}

/** The staged texts of files whose work tree says something else by now, by absolute path; undefined where both agree. */
export async function stagedTexts(root: string, staged: ReadonlySet<string>): Promise<ReadonlyMap<string, string> | undefined> {
  const differing = await changed(root, ['diff', '--name-only', '-z', '--diff-filter=M']);
  const names = [...staged].filter((name) => differing.has(name));
  if (names.length === 0) return undefined;
  return new Map(await Promise.all(names.map(async (name) => [resolve(root, name), await git(root, ['show', `:./${name}`])] as const)));
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
