import type { Value } from '../facts/facts.js';
import { asksWho, testsWho } from './asks-who.js';
import type { Effect } from './effect.js';
import type { Fn, Program } from './program.js';
import type { Source } from './source.js';
import type { Analysis } from './verdict.js';

/** What Koa and Hono answer with, as a middleware finds it. */
const RESPONSE = /^_?(?:ctx|context|c)\.(?:body|response|res)(?:\.|$)/;
const ANSWERS = /^(?:json|send|end|render|write)$/;

/**
 * `await next(); pages.set(ctx.url, ctx.body)`: the answer of whatever comes after, which may well depend on who asks.
 * What it takes from that request, if it does.
 */
export function hiddenInResponse(analysis: Analysis, effect: Effect, sources: readonly Source[]): Source | undefined {
  const { program, reach, origins } = analysis;
  const runner = effect.frame?.site.from ?? effect.fn;
  let middleware: Fn | undefined = runner;
  while (middleware && !reach.entries.has(middleware)) middleware = middleware.parent;
  if (!middleware || !sources.some(({ text }) => RESPONSE.test(text)) && !isOverride(program, runner) && !isPayload(effect, runner)) return undefined;
  if (testsWho(program, middleware)) return undefined;
  for (const handler of behind(analysis, middleware)) {
    const asked = asksWho(program, handler);
    const source = asked && origins.of(handler.file, asked).find(({ certainty }) => certainty === 'identity');
    if (source) return source;
  }
  return undefined;
}

/** `res.json = (body) => …` */
function isOverride(program: Program, fn: Fn): boolean {
  return fn.fact.parameters.length > 0 && program.facts(fn.file).writes.some(({ target, value }) => value.kind === 'function' && value.id === fn.id && target.kind === 'member' && ANSWERS.test(String(target.key)));
}

/** `app.addHook('onSend', (request, reply, payload) => …)` */
function isPayload({ value }: Effect, fn: Fn): boolean {
  return fn.handedTo.some(({ site: { call: { arguments: [hook] } } }) => hook?.kind === 'literal' && (hook.text === 'onSend' || hook.text === 'preSerialization')) && partsOf(value).some((part) => part.kind === 'variable' && part.id === fn.fact.parameters[2]);
}

function partsOf(value: Value): readonly Value[] {
  return value.kind === 'object' ? value.properties.flatMap((part) => partsOf(part.value)) : value.kind === 'derived' ? value.from : [value];
}

/** The handlers whose answers a middleware sees: of the routes that it stands in, or of all. */
function* behind({ program, reach }: Analysis, middleware: Fn): Generator<Fn> {
  for (const { site } of middleware.handedTo) {
    const [path, ...others] = site.call.arguments;
    const beside = others.flatMap((argument) => program.functionsOf(site.file, argument)).filter((fn) => fn !== middleware && !callsNext(program, fn));
    if (beside.length > 0) {
      yield* beside;
      continue;
    }
    const prefix = path?.kind === 'literal' && path.text?.startsWith('/') === true ? `('${path.text.replace(/[/*]+$/, '')}` : '';
    for (const [fn, { kind, name }] of reach.entries) if (kind === 'http' && fn !== middleware && name.includes(prefix) && !name.startsWith('addHook(') && !callsNext(program, fn) && !isOverride(program, fn)) yield fn;
  }
}

function callsNext(program: Program, fn: Fn): boolean {
  return fn.calls.some(({ call: { callee } }) => callee.kind === 'variable' && fn.fact.parameters.includes(callee.id) && /^_?next$/.test(program.variable(fn.file, callee.id)?.name ?? ''));
}
