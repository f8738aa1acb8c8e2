import type { Terminal } from '../output.js';

/** A unified diff in colours. */
export function paintDiff(diff: string, { paint }: Terminal): string {
  return diff
    .trimEnd()
    .split('\n')
    .map((line) => {
      if (/^(?:---|\+\+\+|Index:|diff )/.test(line)) return paint('bold', line);
      if (line.startsWith('@@')) return paint('cyan', line);
      if (line.startsWith('+')) return paint('green', line);
      return line.startsWith('-') ? paint('red', line) : line;
    })
    .join('\n');
}
