import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Jiti from 'jiti';
import { resolveConfiguration, type Configuration, type UserConfiguration } from './configuration.js';
import { checkConfiguration } from './configuration-schema.js';
import { UserError } from './user-error.js';

const require = createRequire(import.meta.url);

const NAMES = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json'].map((extension) => `unsingleton.config.${extension}`);

export type LoadedConfiguration = {
  readonly configuration: Configuration;
  /** The file it came from, or undefined when every value is a default. */
  readonly file: string | undefined;
};

/**
 * The configuration that holds in a folder: `unsingleton.config.*` or the `unsingleton` key of package.json,
 * there or in the nearest folder above, up to the top of the repository.
 *
 * It is synchronous because ESLint's rules are.
 * @throws {UserError} naming the file, the path in it and the nearest valid key.
 */
export function loadConfiguration(folder: string): LoadedConfiguration {
  for (let here = folder; ; here = dirname(here)) {
    const found = readFolder(here);
    if (found !== undefined) return { configuration: resolveConfiguration(found.user), file: found.file };
    if (existsSync(join(here, '.git')) || dirname(here) === here) return { configuration: resolveConfiguration(), file: undefined };
  }
}

function readFolder(folder: string): { user: UserConfiguration; file: string } | undefined {
  for (const name of NAMES) {
    const file = join(folder, name);
    if (existsSync(file)) return { user: checkConfiguration(evaluate(file), name), file };
  }
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const own = (readJson(manifest) as { unsingleton?: unknown } | null)?.unsingleton;
  return own === undefined ? undefined : { user: checkConfiguration(own, 'package.json, key "unsingleton"'), file: manifest };
}

function evaluate(file: string): unknown {
  if (file.endsWith('.json')) return readJson(file);
  try {
    const loaded = /ts$/.test(file) ? loadTypeScript(file) : (require(file) as unknown);
    return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : loaded;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file} could not be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function loadTypeScript(file: string): unknown {
  let jiti: typeof Jiti;
  try {
    jiti = require('jiti') as typeof Jiti;
  } catch {
    throw new UserError(`${file} is TypeScript, which needs the package jiti: npm i -D jiti, or write unsingleton.config.mjs.`);
  }
  return jiti.createJiti(file)(file);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
