/** What the migration asks of git. Outside a repository nothing is asked. */
import { execFileSync } from 'node:child_process';
import { UserError } from '../../src/project/user-error.js';

function git(root: string, parameters: readonly string[], input = ''): string {
  // Routes are often files named like `[id].ts`: a path is never a pattern here.
  return execFileSync('git', ['--literal-pathspecs', ...parameters], { cwd: root, input, encoding: 'utf8', stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 });
}

export function isInsideGit(root: string): boolean {
  try {
    return git(root, ['rev-parse', '--is-inside-work-tree']).trim() === 'true';
  } catch {
    return false;
  }
}

/** Everything below the root that `git status` would mention, relative to the root. */
export function uncommittedFiles(root: string): readonly string[] {
  const prefix = git(root, ['rev-parse', '--show-prefix']).trimEnd();
  const entries = git(root, ['status', '--porcelain', '--no-renames', '-z', '--', '.']).split('\0');
  return entries.filter((entry) => entry !== '').map((entry) => entry.slice(3 + prefix.length));
}

/** @throws UserError naming the first few files, unless the tree is clean or under no version control. */
export function requireCleanTree(root: string): void {
  if (!isInsideGit(root)) return;
  const dirty = uncommittedFiles(root);
  if (dirty.length === 0) return;
  const named = dirty.slice(0, 3).join(', ') + (dirty.length > 3 ? ` and ${String(dirty.length - 3)} more` : '');
  throw new UserError(`The git tree has uncommitted changes (${named}): commit them first, so that the migration can be told apart and taken back, or pass --allow-dirty.`);
}

/** @throws UserError unless every one of these files is as committed: a commit of ours must hold nothing of others. */
export function requireCommitted(root: string, files: Iterable<string>): void {
  if (!isInsideGit(root)) throw new UserError(`--commit-each needs a git repository, and ${root} is in none.`);
  const dirty = uncommittedFiles(root);
  const mixed = [...files].find((file) => dirty.some((one) => one === file || (one.endsWith('/') && file.startsWith(one))));
  if (mixed !== undefined) throw new UserError(`${mixed} has uncommitted changes, which --commit-each would commit with its own: commit them first.`);
}

/** Commits just these files; does nothing when they are already as committed. */
export function commitFiles(root: string, files: readonly string[], message: string): void {
  const list = files.join('\0');
  const fromInput = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  try {
    git(root, ['add', ...fromInput], list);
    const staged = git(root, ['diff', '--cached', '--name-only', '--relative', '-z']).split('\0');
    if (!files.some((file) => staged.includes(file))) return;
    git(root, ['commit', '--quiet', '--message', message, ...fromInput], list);
  } catch (cause) {
    unstage(root, fromInput, list);
    const said = (cause as { readonly stderr?: string }).stderr?.trim().split('\n')[0];
    throw new UserError(`git refused to commit "${message.split('\n')[0] ?? ''}"${said ? `: ${said}` : ''}. What was committed before it stands.`, { cause });
  }
}

function unstage(root: string, fromInput: readonly string[], list: string): void {
  try {
    git(root, ['reset', '--quiet', ...fromInput], list);
  } catch {
    // The refusal that led here says more than this one would.
  }
}
