import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { loadConfiguration } from '../../src/project/configuration-file.js';
import { resolveConfiguration, type Configuration } from '../../src/project/configuration.js';
import { UserError } from '../../src/project/user-error.js';
import type * as Schema from '../../src/project/configuration-schema.js';
import type { RuleContext } from './create-rule.js';

/** What a person has to mend before the rules can work, in one sentence. */
export type Misconfigured = { readonly mistake: string };

type Outcome = Configuration | Misconfigured;

const bySettings: WeakMap<object, Outcome> = new WeakMap();
const byFolder: Map<string, Outcome> = new Map();

/** `settings.unsingleton` of ESLint's configuration, else the nearest configuration file. Each is read once. */
export function configurationOf(context: RuleContext<string>): Outcome {
  const settings = context.settings['unsingleton'];
  if (settings !== undefined) return remembered(bySettings, objectOf(settings), () => fromSettings(settings));
  return remembered(byFolder, dirname(context.physicalFilename), () => fromFile(dirname(context.physicalFilename)));
}

function fromSettings(settings: unknown): Outcome {
  // The schema costs 23 ms to load, so it is loaded only where there is something to check.
  const require = createRequire(import.meta.url);
  return orMistake(() => {
    const { checkConfiguration } = require('../../src/project/configuration-schema.js') as typeof Schema;
    return resolveConfiguration(checkConfiguration(settings, 'settings.unsingleton'));
  });
}

const MAY_CONFIGURE = /^(?:unsingleton\.config\.|package\.json$|\.git$)/;

/** A folder that cannot hold a configuration has its parent's, so that one look is enough for each folder of a run. */
function fromFile(folder: string): Outcome {
  // `<input>` and the like have no folder, so no file of their own.
  const parent = dirname(folder);
  if (folder === parent) return folder === '.' ? resolveConfiguration() : orMistake(() => loadConfiguration(folder).configuration);
  if (namesIn(folder).some((name) => MAY_CONFIGURE.test(name))) return orMistake(() => loadConfiguration(folder).configuration);
  return remembered(byFolder, parent, () => fromFile(parent));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A file that is not on disk, in a folder that is not there.
    return [];
  }
}

function orMistake(read: () => Configuration): Outcome {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return { mistake: error.message };
    throw error;
  }
}

function remembered<Key extends object | string>(memory: { get(key: Key): Outcome | undefined; set(key: Key, value: Outcome): unknown }, key: Key, make: () => Outcome): Outcome {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

/** A key for what was written where an object belongs. */
function objectOf(settings: unknown): object {
  return typeof settings === 'object' && settings !== null ? settings : { settings };
}
