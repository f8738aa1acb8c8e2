import { createRequire } from 'node:module';

/** The package's version. It names itself, so that the sources and what is built from them find the same file. */
export function version(): string {
  const { version: own } = createRequire(import.meta.url)('unsingleton/package.json') as { version: string };
  return own;
}
