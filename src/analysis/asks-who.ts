import { type Asides, asidesOf } from '../facts/asides.js';
import type { FileFacts, Value } from '../facts/facts.js';
import { methodName, spelling } from './entries/entries.js';
import { type Fn, isWithin, type Program } from './program.js';
import { principalByName } from './tie-break.js';

const MAX_DEPTH = 8;
const ASKS = /^(?:get|require|use|current|load|find|ensure|verify|read)\w*(?:User|Session|Account|Auth|Tenant|Identity|Principal|Viewer|Token)\w*$|^(?:auth|currentUser|getSession|useSession)$/;
/** What an address says by itself, and names that only say that somebody asks. */
const OF_ADDRESS = /^(?:query|params|body|searchParams|path|url|originalUrl)$/;
const WHOLE = /^(?:|ctx|context|c|state|req|request|event|locals|headers|extra|info)$/;

/** Whether a name, of a property, a function or a header, says that it is about who asks. */
export function saysWho(name: string): boolean {
  return ASKS.test(name) || !WHOLE.test(name) && principalByName(name, true);
}

const answers: WeakMap<Fn, { readonly asked: Value | undefined }> = new WeakMap();

/** What a handler asks of its request that says who makes it: `req.user`, `c.get('account')`, `getUserSession(event)`. */
export function asksWho(program: Program, fn: Fn): Value | undefined {
  const answer = answers.get(fn) ?? { asked: askedOf(program, fn) };
  answers.set(fn, answer);
  return answer.asked;
}

function askedOf(program: Program, fn: Fn): Value | undefined {
  const { file } = fn;
  const facts = program.facts(file);
  const own = new Set(program.functions(file).filter((inner) => isWithin(inner, fn)).map(({ id }) => id));
  // What is merely logged has no part in the answer.
  const besides = asidesIn(facts);
  const values = [
    ...facts.calls.flatMap(({ function: owner, callee, arguments: args }, id): readonly Value[] => (own.has(owner) && !besides.calls.has(id) ? [{ kind: 'call', id }, callee, ...args] : [])),
    ...facts.writes.flatMap(({ function: owner, value }) => (own.has(owner) ? [value] : [])),
    ...facts.functions.flatMap(({ returns }, id) => (own.has(id) ? returns : [])),
    ...facts.variables.flatMap(({ function: owner, kind, definitions }, id) => (own.has(owner) && kind !== 'parameter' && !besides.variables.has(id) ? definitions : [])),
  ];
  for (const value of values) {
    const found = principalIn(program, file, value, own, 0);
    if (found) return found;
  }
  return undefined;
}

const asides: WeakMap<FileFacts, Asides> = new WeakMap();

function asidesIn(facts: FileFacts): Asides {
  const found = asides.get(facts) ?? asidesOf(facts, { isAsked: () => true, isTaken: () => false });
  asides.set(facts, found);
  return found;
}

function principalIn(program: Program, file: string, value: Value, own: ReadonlySet<number>, depth: number): Value | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const first = (parts: readonly Value[]): Value | undefined => {
    for (const part of parts) {
      const found = principalIn(program, file, part, own, depth + 1);
      if (found) return found;
    }
    return undefined;
  };
  const isGiven = (part: Value): boolean => {
    const variable = part.kind === 'variable' ? program.variable(file, part.id) : undefined;
    return variable?.kind === 'parameter' && own.has(variable.function);
  };
  switch (value.kind) {
    case 'member': return isPrincipalPart(program, file, value, isGiven) ? value : first([value.object]);
    case 'call': {
      const call = program.facts(file).calls[value.id];
      if (!call || call.new) return undefined;
      const { callee, arguments: args } = call;
      const [named] = args;
      const isAsked = callee.kind === 'member' && /^(?:get|header)$/.test(String(callee.key)) && isGiven(bottom(callee)) && named?.kind === 'literal' && saysWho(named.text ?? '');
      return isAsked || ASKS.test(methodName(program, file, callee)) && (args.length === 0 || args.some(isGiven)) ? value : first(callee.kind === 'member' ? [callee.object, ...args] : args);
    }
    case 'variable': {
      const variable = program.variable(file, value.id);
      return variable && variable.kind !== 'parameter' && own.has(variable.function) ? first(variable.definitions) : undefined;
    }
    case 'await': return first([value.of]);
    case 'either': return first(value.of);
    case 'derived': return first(value.from);
    case 'array': return first(value.elements);
    case 'object': return first([...value.properties.map((property) => property.value), ...value.spreads]);
    default: return undefined;
  }
}

function isPrincipalPart(program: Program, file: string, value: Value & { kind: 'member' }, isGiven: (part: Value) => boolean): boolean {
  if (!isGiven(bottom(value))) return false;
  const steps = spelling(program, file, value).split('.').slice(1);
  return !steps.some((step) => OF_ADDRESS.test(step)) && steps.some((step) => saysWho(step) || putOnRequests(program).has(step));
}

const put: WeakMap<Program, ReadonlySet<string>> = new WeakMap();

/** `request.producer = await producerOf(request.headers.authorization)`: what a middleware finds out about who asks, whatever that is called. */
function putOnRequests(program: Program): ReadonlySet<string> {
  const known = put.get(program);
  if (known) return known;
  const found: Set<string> = new Set();
  put.set(program, found);
  for (const file of program.files) {
    for (const { target, value, function: writer } of program.facts(file).writes) {
      if (target.kind !== 'member' || typeof target.key !== 'string') continue;
      const whole = bottom(target);
      const variable = whole.kind === 'variable' ? program.variable(file, whole.id) : undefined;
      if (variable?.kind === 'parameter' && /^_?(?:req|request|ctx|context|c|event)$/.test(variable.name) && principalIn(program, file, value, new Set([writer, variable.function]), 0)) found.add(target.key);
    }
  }
  return found;
}

function bottom(value: Value): Value {
  let at = value;
  while (at.kind === 'member') at = at.object;
  return at;
}

/** Whether a function, or what it was made by, looks first at who asks: `if (req.headers.authorization) return next()`. */
export function testsWho(program: Program, { file, id, calls }: Fn): boolean {
  const { guards, writes } = program.facts(file);
  const own = new Set([...calls.map(({ call }) => call.guard), ...writes.map((write) => (write.function === id ? write.guard : undefined))]);
  return guards.some(({ absent, met }, at) => own.has(at) && [...absent, ...met].some((value) => {
    const steps = spelling(program, file, value).split('.').slice(1);
    return steps.some(saysWho) || value.kind === 'member' && typeof value.key !== 'string' && value.key.kind === 'literal' && saysWho(value.key.text ?? '');
  }));
}
