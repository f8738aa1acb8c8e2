/** J11: components of Vue, Svelte and Astro have scripts that the type oracle does not see. Uses in them are reported. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import type { Refusal, Sink } from '../change/plan.js';

export type Mention = { readonly sink: Sink; readonly refusal: Refusal };

/** Calls of the accessors, by name, in files of other languages. */
export function mentionsIn(root: string, accessors: readonly string[]): Mention[] {
  const files = globSync('**/*.{vue,svelte,astro}', { cwd: root, ignore: ['**/node_modules/**', '**/dist/**', '**/build/**', '**/.*/**'] }).sort();
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return accessors.flatMap((accessor) => (text.includes(accessor) ? callsIn(text, accessor).map((offset) => mention(file, text, offset, accessor)) : []));
  });
}

function callsIn(text: string, accessor: string): number[] {
  const call = new RegExp(`(?<![\\w$.])${accessor.replaceAll('$', '\\$').replaceAll('.', '\\s*\\.\\s*')}\\s*\\(`, 'g');
  return [...text.matchAll(call)].map(({ index }) => index);
}

function mention(file: string, text: string, offset: number, accessor: string): Mention {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  const language = file.slice(file.lastIndexOf('.') + 1);
  const message = `${accessor} is called in a .${language} component, which is reported and not edited: change it by hand.`;
  return { sink: { file, line, column, accessor, outcome: 'refused', component: null }, refusal: { file, line, column, code: 'UNSUPPORTED_FILE', message, component: null } };
}
