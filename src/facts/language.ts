import type { Call, Value } from './facts.js';

/** What may be asked of others about a name. */
export type Names = {
  /** Whether any file may have asked this one for what it exports under the name. */
  readonly isAsked: (name: string) => boolean;
  /** Whether a name of the language means something of the program's own somewhere: a class has a method `trim`, or `Math` is written to. */
  readonly isTaken: (name: string) => boolean;
};

/** Methods of texts, numbers, lists and of the language's own objects that change nothing, run nothing later and hand nothing on. */
export const METHOD: RegExp = /^(?:at|charAt|charCodeAt|codePointAt|concat|endsWith|entries|every|exec|filter|find|findIndex|findLast|flat|flatMap|forEach|from|fromEntries|getTime|includes|indexOf|isArray|isFinite|isInteger|isNaN|join|keys|lastIndexOf|localeCompare|map|match|matchAll|normalize|now|padEnd|padStart|parse|reduce|repeat|replace|replaceAll|slice|some|split|startsWith|stringify|substring|test|toFixed|toISOString|toLowerCase|toSorted|toString|toUpperCase|trim|trimEnd|trimStart|values|abs|ceil|floor|max|min|round|trunc)$/;
/** Those that change a collection, which may be one that was made on the spot. */
export const CHANGE: RegExp = /^(?:add|delete|fill|pop|push|reverse|set|shift|sort|splice|unshift)$/;
export const GLOBAL: RegExp = /^(?:Array|Boolean|Date|Error|Infinity|JSON|Map|Math|NaN|Number|Object|RangeError|Set|String|TypeError|parseFloat|parseInt)$/;
/** `console`, and what it is asked to write. */
const WRITES_OUT = /^(?:console|debug|error|info|log|trace|warn)$/;
/** A pattern that is used again and again may go on where it stopped. */
const OF_PATTERNS = /^(?:exec|test)$/;

/** Whether a name of the language may be used by what is left out of a comparison. */
export function isOfLanguage(name: string): boolean {
  return METHOD.test(name) || CHANGE.test(name) || GLOBAL.test(name) || WRITES_OUT.test(name);
}

/** `Math.PI`, `JSON.parse`: the same for everybody, always. */
export function isReadOfLanguage(value: Value, names: Names): boolean {
  if (value.kind === 'member') return isReadOfLanguage(value.object, names);
  return value.kind === 'global' && (GLOBAL.test(value.name) || value.name === 'console') && !names.isTaken(value.name);
}

/** `new Error(…)`, `Date.now()`, `text.trim()`, `console.log(…)`: it reads what it is given, and that is all. */
export function isCallOfLanguage({ callee }: Call, { isTaken }: Names): boolean {
  if (callee.kind === 'global') return GLOBAL.test(callee.name) && !isTaken(callee.name);
  if (callee.kind !== 'member' || typeof callee.key !== 'string' || isTaken(callee.key) || OF_PATTERNS.test(callee.key)) return false;
  const { object } = callee;
  if (object.kind !== 'global') return METHOD.test(callee.key);
  return !isTaken(object.name) && (object.name === 'console' ? WRITES_OUT.test(callee.key) : METHOD.test(callee.key) && GLOBAL.test(object.name));
}
