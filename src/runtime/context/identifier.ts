import { describeKind, UserContextError } from '../errors.js';

/** Longest identifier accepted, in UTF-16 code units. @internal */
export const MAX_IDENTIFIER_LENGTH = 256;

// C0 and C1 controls, line and paragraph separators, lone surrogates, and the marks that reorder or hide text.
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/**
 * Checks one identifier and returns it in Unicode normal form C, so that two spellings of one name
 * are one user. There is no list of forbidden words: `demo_acme` and `1` are real ids.
 * @throws UserContextError `ERR_INVALID_ID`, naming the field.
 * @internal
 */
export function checkIdentifier(value: unknown, field: string): string {
  if (typeof value !== 'string') throw invalid(field, `must be a string, not ${describeKind(value)}`);
  const { length } = value;
  if (length === 0) throw invalid(field, 'must not be empty');
  if (length > MAX_IDENTIFIER_LENGTH) throw invalid(field, `must have at most ${MAX_IDENTIFIER_LENGTH} characters, not ${length}`);
  // Nearly every id is printable ASCII, which is its own normal form: the loop spares the two slower tests.
  for (let index = 0; index < length; index++) {
    const unit = value.charCodeAt(index);
    if (unit < 0x20 || unit > 0x7e) return checkUnusual(value, field);
  }
  if (value.charCodeAt(0) === 0x20 && value.trim() === '') throw invalid(field, 'must not be blank');
  return value;
}

function checkUnusual(value: string, field: string): string {
  if (UNSAFE.test(value)) throw invalid(field, 'must not contain control or invisible characters');
  const normal = value.normalize('NFC');
  if (normal.length > MAX_IDENTIFIER_LENGTH) throw invalid(field, `must have at most ${MAX_IDENTIFIER_LENGTH} characters when normalised`);
  if (normal.trim() === '') throw invalid(field, 'must not be blank');
  return normal;
}

function invalid(field: string, problem: string): UserContextError {
  return new UserContextError('ERR_INVALID_ID', `UserExecutionContext: ${field} ${problem}.`);
}
