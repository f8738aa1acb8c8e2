import { createRequire } from 'node:module';

export type Manifest = { readonly name: string; readonly version: string };

/** This package's own package.json: one folder up in the sources, two up in `dist`. */
export const manifest: Manifest = readManifest();

function readManifest(): Manifest {
  const require = createRequire(import.meta.url);
  try {
    return require('../../package.json') as Manifest;
  } catch {
    return require('../../../package.json') as Manifest;
  }
}
