/**
 * A mistake that a person can mend: a wrong option, a broken configuration file, a dirty tree.
 * The command line prints its message, one sentence that says what, where and what to do, and exits with 2;
 * every other error is ours and is printed with its stack.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
