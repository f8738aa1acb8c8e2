import { UserError } from '../project/user-error.js';

/** What the machine refuses, in words. */
const REFUSED: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full', EDQUOT: 'the quota is used up', EFBIG: 'the file would be larger than allowed',
  EROFS: 'the file system is read-only', EACCES: 'there is no permission', EPERM: 'there is no permission',
  EMFILE: 'too many files are open', ENFILE: 'too many files are open',
};

/** A person's mistake and a machine's refusal get one sentence; ours gets the stack that mends it. */
export function describeError(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  const refused = code === undefined ? undefined : REFUSED[code];
  if (refused !== undefined) return `${syscall ?? 'an operation'} failed${path === undefined ? '' : ` at ${path}`}: ${refused}. Nothing is left half written.`;
  return `internal error, please report it.\n${error.stack ?? error.message}`;
}
