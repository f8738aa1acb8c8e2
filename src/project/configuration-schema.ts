import { createRequire } from 'node:module';
import type * as Valibot from 'valibot';
import type { UserConfiguration } from './configuration.js';
import { nearest } from './nearest.js';
import { UserError } from './user-error.js';

/** Returns the value as a configuration, or names every mistake with its path and the nearest valid key. */
export function checkConfiguration(value: unknown, source: string): UserConfiguration {
  // Loading valibot takes 23 ms, which a run without a configuration file should not pay.
  const v = createRequire(import.meta.url)('valibot') as typeof Valibot;
  const result = v.safeParse(schema(v), value);
  if (!result.success) throw new UserError(`${source}: ${result.issues.map((issue) => describe(v, issue)).join(' ')}`);
  // `$schema` speaks to editors only. No key is present that was not written, so none holds undefined.
  return Object.fromEntries(Object.entries(result.output).filter(([key]) => key !== '$schema')) as UserConfiguration;
}

/** The valid keys at the top, and in the objects below it. */
const KEYS = {
  '': ['context', 'accessors', 'identityTypes', 'allow', 'include', 'exclude'],
  context: ['type', 'module', 'name', 'fromRequest'],
  accessors: ['legacy', 'factory'],
  allow: ['name', 'why'],
} as const;

function schema(v: typeof Valibot): Valibot.GenericSchema<unknown, Record<string, unknown>> {
  const text = v.pipe(v.string(), v.nonEmpty());
  return v.strictObject({
    $schema: v.optional(v.string()),
    context: v.optional(v.strictObject({ type: v.optional(text), module: v.optional(text), name: v.optional(text), fromRequest: v.optional(text) })),
    accessors: v.optional(v.array(v.strictObject({ legacy: text, factory: text }))),
    identityTypes: v.optional(v.array(text)),
    allow: v.optional(v.array(v.strictObject({ name: text, why: text }))),
    include: v.optional(v.array(text)),
    exclude: v.optional(v.array(text)),
  });
}

function describe(v: typeof Valibot, issue: Valibot.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? '';
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const [parent = '', ...rest] = path.split('.');
    const siblings: readonly string[] = rest.length > 0 && isParent(parent) ? KEYS[parent] : KEYS[''];
    const close = nearest(rest.at(-1) ?? parent, siblings);
    return `"${path}" is not a setting${close === undefined ? `; known here: ${siblings.join(', ')}` : `, did you mean "${close}"`}.`;
  }
  const where = path === '' ? 'the configuration' : `"${path}"`;
  return `${where} must be ${issue.expected ?? 'something else'}, but is ${issue.received}.`;
}

const isParent = (key: string): key is keyof typeof KEYS => Object.hasOwn(KEYS, key);
