import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a package says of itself, as it stands written: nothing of it has been checked. */
export type Manifest = Readonly<Record<string, unknown>>;

/** The package.json of a folder; empty where there is none, or one that npm could not read either. */
export function readManifest(folder: string): Manifest {
  try {
    const parsed = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as unknown;
    return typeof parsed === 'object' && parsed !== null ? (parsed as Manifest) : {};
  } catch {
    return {};
  }
}
