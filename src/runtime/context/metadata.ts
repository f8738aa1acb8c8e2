import { types } from 'node:util';
import { describeKind, UserContextError } from '../errors.js';

/** A JSON value, deeply frozen. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a request carries beside its ids: JSON only, never a service, a socket or a session. */
export type Metadata = Readonly<Record<string, Json>>;

/** Largest metadata accepted, in bytes of the strings and keys plus eight for every other value. @internal */
export const MAX_METADATA_BYTES: number = 64 * 1024;
/** Deepest nesting accepted. @internal */
export const MAX_METADATA_DEPTH = 16;

/** @internal */
export const NO_METADATA: Metadata = Object.freeze(Object.create(null) as Metadata);

/**
 * Copies metadata onto null prototypes and freezes it throughout, so that nobody can change it
 * later through a reference that he kept.
 * @throws UserContextError `ERR_INVALID_METADATA`, naming the path of what is not JSON.
 * @internal
 */
export function copyMetadata(source: unknown): Metadata {
  if (source === undefined) return NO_METADATA;
  if (typeof source !== 'object' || source === null || Array.isArray(source)) {
    throw refuse('metadata', `must be a plain object, not ${describeKind(source)}`);
  }
  const copy = copyValue(source, 'metadata', { bytes: 0, ancestors: [] });
  return copy as Metadata;
}

type Budget = { bytes: number; readonly ancestors: object[] };

function copyValue(value: unknown, path: string, budget: Budget): Json {
  switch (typeof value) {
    case 'string':
      spend(Buffer.byteLength(value), path, budget);
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw refuse(path, `is ${value}, which JSON cannot hold`);
      spend(8, path, budget);
      return value;
    case 'boolean':
      spend(8, path, budget);
      return value;
    case 'object':
      return value === null ? null : copyObject(value, path, budget);
    default:
      throw refuse(path, `is ${describeKind(value)}, which JSON cannot hold`);
  }
}

function copyObject(value: object, path: string, budget: Budget): Json {
  if (types.isProxy(value)) throw refuse(path, 'is a proxy, whose content can change');
  if (budget.ancestors.includes(value)) throw refuse(path, 'contains itself');
  if (budget.ancestors.length >= MAX_METADATA_DEPTH) throw refuse(path, `is nested deeper than ${MAX_METADATA_DEPTH} levels`);
  spend(8, path, budget);
  budget.ancestors.push(value);
  const copy = Array.isArray(value) ? copyArray(value, path, budget) : copyRecord(value, path, budget);
  budget.ancestors.pop();
  return Object.freeze(copy);
}

function copyArray(value: readonly unknown[], path: string, budget: Budget): Json[] {
  if (Object.getPrototypeOf(value) !== Array.prototype) throw refuse(path, `is ${describeKind(value)} with a prototype of its own`);
  // Every element costs at least eight bytes, so an absurd length is refused before it is walked.
  if (value.length * 8 > MAX_METADATA_BYTES) throw refuse(path, `makes the metadata larger than ${MAX_METADATA_BYTES} bytes`);
  const copy: Json[] = [];
  for (let index = 0; index < value.length; index++) {
    copy.push(copyValue(readData(value, String(index), `${path}[${index}]`), `${path}[${index}]`, budget));
  }
  return copy;
}

function copyRecord(value: object, path: string, budget: Budget): Record<string, Json> {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw refuse(path, `is ${describeKind(value)}, not plain data`);
  const copy = Object.create(null) as Record<string, Json>;
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === 'symbol') throw refuse(path, `has a symbol as a key (${String(key)})`);
    const keyPath = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
    if (key === '__proto__') throw refuse(keyPath, 'is a key that changes prototypes');
    spend(Buffer.byteLength(key), keyPath, budget);
    copy[key] = copyValue(readData(value, key, keyPath), keyPath, budget);
  }
  return copy;
}

function readData(holder: object, key: string, path: string): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(holder, key);
  if (descriptor === undefined) throw refuse(path, 'is a hole in an array');
  if (descriptor.get !== undefined || descriptor.set !== undefined) throw refuse(path, 'is a getter, whose value can change');
  return descriptor.value;
}

function spend(bytes: number, path: string, budget: Budget): void {
  budget.bytes += bytes;
  if (budget.bytes > MAX_METADATA_BYTES) throw refuse(path, `makes the metadata larger than ${MAX_METADATA_BYTES} bytes`);
}

function refuse(path: string, problem: string): UserContextError {
  return new UserContextError('ERR_INVALID_METADATA', `UserExecutionContext: ${path} ${problem}.`);
}
