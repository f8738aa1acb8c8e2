import * as v from 'valibot';
import type { UserConfiguration } from './configuration.js';
import { nearest } from './nearest.js';
import { UserError } from './user-error.js';

const text = v.pipe(v.string(), v.nonEmpty());

const contextSchema = v.strictObject({
  type: v.optional(text),
  module: v.optional(text),
  name: v.optional(text),
  fromRequest: v.optional(text),
});

export const configurationSchema = v.strictObject({
  $schema: v.optional(v.string()),
  context: v.optional(contextSchema),
  accessors: v.optional(v.array(v.strictObject({ legacy: text, factory: text }))),
  identityTypes: v.optional(v.array(text)),
  allow: v.optional(v.array(v.strictObject({ name: text, why: text }))),
  include: v.optional(v.array(text)),
  exclude: v.optional(v.array(text)),
});

/** Returns the value as a configuration, or names every mistake with its path and the nearest valid key. */
export function checkConfiguration(value: unknown, source: string): UserConfiguration {
  const result = v.safeParse(configurationSchema, value);
  if (result.success) {
    // `$schema` speaks to editors only. No key is present that was not written, so none holds undefined.
    return Object.fromEntries(Object.entries(result.output).filter(([key]) => key !== '$schema')) as UserConfiguration;
  }
  const mistakes = result.issues.map((issue) => describe(issue));
  throw new UserError(`${source}: ${mistakes.join(' ')}`);
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? '';
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const key = String(issue.path?.at(-1)?.key);
    const siblings = keysBeside(path);
    const close = nearest(key, siblings);
    return `"${path}" is not a setting${close === undefined ? `; known here: ${siblings.join(', ')}` : `, did you mean "${close}"`}.`;
  }
  const where = path === '' ? 'the configuration' : `"${path}"`;
  return `${where} must be ${issue.expected ?? 'something else'}, but is ${issue.received}.`;
}

function keysBeside(path: string): readonly string[] {
  const parent = path.split('.')[0];
  if (path.includes('.') && parent === 'context') return Object.keys(contextSchema.entries);
  if (path.includes('.') && parent === 'accessors') return ['legacy', 'factory'];
  if (path.includes('.') && parent === 'allow') return ['name', 'why'];
  return Object.keys(configurationSchema.entries);
}
