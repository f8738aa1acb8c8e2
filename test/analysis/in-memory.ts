import { posix } from 'node:path';
import { ProjectIndex } from '../../src/project/index.js';
import { parseFacts } from '../../src/project/parse.js';

/** A program that exists only in the test: file names under /app to source texts. */
export function indexOf(files: Record<string, string>): ProjectIndex {
  const names = new Map(Object.keys(files).map((name) => [posix.join('/app', name), name]));
  const index = new ProjectIndex({
    resolve: (fromFile, request) => {
      if (!request.startsWith('.')) return undefined;
      const wanted = posix.join(posix.dirname(fromFile), request);
      const stem = wanted.replace(/\.[cm]?js$/, '');
      return [wanted, ...['.ts', '.js', '.cjs', '/index.ts'].map((ending) => stem + ending)].find((candidate) => names.has(candidate));
    },
  });
  for (const [path, name] of names) {
    const parsed = parseFacts(path, files[name] ?? '');
    if ('error' in parsed) throw new Error(`${name}: ${parsed.error}`);
    index.set(path, parsed.facts);
  }
  return index;
}
