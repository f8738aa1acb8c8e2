import type { Value } from '../../facts/facts.js';
import type { Program } from '../program.js';
import { provenance } from '../provenance.js';

/** Packages that call other servers. */
const CLIENT = /^(?:axios|got|undici|superagent|needle|request|request-promise.*|node-fetch|cross-fetch|isomorphic-fetch|ky|ofetch|bent|phin|centra|socket\.io-client|reconnecting-websocket|eventsource|worker_threads|node:worker_threads|child_process|node:child_process|cluster|node:cluster|dgram|node:dgram)$/;
/** Packages that serve and call alike: what these methods of theirs give is the far end of a call that we make. */
const BOTH = /^(?:(?:node:)?(?:https?|http2|net|tls)|follow-redirects|ws)$/;
const CALLS_OUT = /^(?:get|request|connect|createConnection)$/;
const CALLER = /^(?:WebSocket|Socket|TLSSocket|ClientRequest|EventSource)$/;

/** Whether a callback is given to a call that we make: what it gets is the answer, and nobody's request. */
export function isOutgoing(program: Program, file: string, callee: Value, first: Value | undefined, from: string | undefined): boolean {
  if (first?.kind === 'literal' && /^[a-z][a-z+]*:\/\//i.test(first.text ?? '')) return true;
  if (from === undefined) return false;
  if (CLIENT.test(from)) return true;
  return BOTH.test(from) && isCall(program, file, callee, 0);
}

/** Somewhere on the way to the callee a connection is opened. */
function isCall(program: Program, file: string, value: Value, depth: number): boolean {
  if (depth > 6) return false;
  switch (value.kind) {
    case 'member': return (value.object.kind !== 'call' && typeof value.key === 'string' && CALLS_OUT.test(value.key) && depth === 0) || isCall(program, file, value.object, depth + 1);
    case 'await': return isCall(program, file, value.of, depth + 1);
    case 'either': return value.of.some((part) => isCall(program, file, part, depth + 1));
    case 'variable': {
      const variable = program.variable(file, value.id);
      if (depth === 0 && variable?.imported) return CALLS_OUT.test(variable.imported.name);
      return variable?.definitions.some((definition) => isCall(program, file, definition, depth + 1)) ?? false;
    }
    case 'call': {
      const call = program.facts(file).calls[value.id];
      if (!call) return false;
      const { callee } = call;
      const name = callee.kind === 'member' ? callee.key : callee.kind === 'variable' ? program.variable(file, callee.id)?.imported?.name ?? program.variable(file, callee.id)?.name : undefined;
      return typeof name === 'string' && (call.new ? CALLER.test(name) : CALLS_OUT.test(name)) && BOTH.test(provenance(program, file, callee) ?? '');
    }
    default: return false;
  }
}
