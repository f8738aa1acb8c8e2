import { UserExecutionContext } from '../context/user-execution-context.js';
import { privateFields } from './private-fields.js';

/** @internal */
export type Found = { readonly path: string; readonly value: string; readonly needle: string };

/** How many objects are looked at: enough for a request's own graph, little enough for a test. */
const MAX_OBJECTS = 20_000;

type Step = { readonly value: unknown; readonly path: string };

/**
 * Looks for any of the needles in a value and all that hangs on it: strings, keys, maps, sets,
 * errors, buffers, contexts, private fields if asked for. Breadth first, so the path is a shortest.
 * @internal
 */
export function findText(root: unknown, path: string, needles: readonly string[], options: { readonly privates?: boolean } = {}): Found | undefined {
  const seen: Set<object> = new Set();
  const queue: Step[] = [{ value: root, path }];
  for (let next = 0; next < queue.length && seen.size < MAX_OBJECTS; next++) {
    const step = queue[next];
    if (step === undefined) break;
    const text = textOf(step.value);
    if (text !== undefined) {
      const needle = needles.find((candidate) => text.includes(candidate));
      if (needle !== undefined) return { path: step.path, value: shorten(text, needle), needle };
      continue;
    }
    const { value } = step;
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
    seen.add(value);
    queue.push(...childrenOf(value, step.path, options.privates === true));
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'symbol') return value.description;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('latin1');
  return undefined;
}

function childrenOf(value: object, path: string, privates: boolean): Step[] {
  if (value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef) return [];
  // A context shows its ids through getters of its class.
  if (UserExecutionContext.is(value)) return [{ value: value.userId, path: `${path}.userId` }];
  const children: Step[] = [];
  if (value instanceof Map) {
    for (const [key, held] of value as Map<unknown, unknown>) {
      children.push({ value: key, path: `${path}.keys()` }, { value: held, path: `${path}.get(${keyName(key)})` });
    }
  } else if (value instanceof Set) {
    for (const held of value as Set<unknown>) children.push({ value: held, path: `${path}.values()` });
  } else if (value instanceof URL || value instanceof Date) {
    children.push({ value: String(value), path });
  }
  for (const key of Reflect.ownKeys(value)) {
    const at = typeof key === 'symbol' ? `${path}[${String(key)}]` : /^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${key}`;
    if (typeof key === 'string') children.push({ value: key, path: `${path} (a key)` });
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    // A getter is not called: looking must not change anything.
    if (descriptor !== undefined && 'value' in descriptor) children.push({ value: descriptor.value, path: at });
  }
  if (privates) for (const [name, held] of privateFields(value)) children.push({ value: held, path: `${path}.${name}` });
  return children;
}

function keyName(key: unknown): string {
  return typeof key === 'string' ? JSON.stringify(key) : typeof key === 'object' ? '…' : String(key);
}

function shorten(text: string, needle: string): string {
  if (text.length <= 120) return text;
  const at = text.indexOf(needle);
  return `…${text.slice(Math.max(0, at - 40), at + needle.length + 40)}…`;
}
