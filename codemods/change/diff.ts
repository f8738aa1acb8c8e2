/** The change as a unified diff that `git apply` accepts. */
import { FILE_HEADERS_ONLY, createTwoFilesPatch } from 'diff';

/** One file's text on both sides, byte order mark included; `null` where there is no file. */
export type FileChange = {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  readonly before: string | null;
  readonly after: string | null;
};

export function unifiedDiff(changes: readonly FileChange[]): string {
  return changes
    .filter(({ before, after }) => before !== after)
    .map(({ file, before, after }) => {
      const from = before === null ? '/dev/null' : `a/${file}`;
      const to = after === null ? '/dev/null' : `b/${file}`;
      return createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, { context: 3, headerOptions: FILE_HEADERS_ONLY });
    })
    .join('');
}
