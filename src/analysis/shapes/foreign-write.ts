import { MODULE_FUNCTION, type Value } from '../../facts/facts.js';
import { type Effect, UNCONDITIONAL } from '../effect.js';
import { methodName } from '../entries/entries.js';
import type { Program } from '../program.js';
import type { Reference } from '../places.js';
import { provenance } from '../provenance.js';

/** Calls that change somebody else's singleton for everybody: the package, the method, and which argument is the new state. */
const SETTERS: readonly { readonly from: RegExp; readonly method: RegExp; readonly argument: number }[] = [
  { from: /^(?:i18next|i18n|next-i18next|react-i18next|vue-i18n|i18n-js|@lingui\/core|rosetta)$/, method: /^(?:changeLanguage|setLocale|activate|setLanguage|locale|setDefaultNamespace)$/, argument: 0 },
  { from: /^(?:moment|moment-timezone|dayjs|numeral|numbro|accounting|luxon|date-fns)$/, method: /^(?:locale|setDefault|setDefaultOptions|defineLocale|updateLocale)$/, argument: 0 },
  { from: /^@sentry\/.+$|^(?:raven|@bugsnag\/.+|rollbar|@honeybadger-io\/js)$/, method: /^(?:setUser|setTag|setTags|setContext|setExtra|setExtras|configureScope|addMetadata|setUserContext)$/, argument: 0 },
  { from: /^mongoose$/, method: /^set$/, argument: 0 },
  { from: /^(?:yup|joi|zod|validator|class-validator)$/, method: /^(?:setLocale|setErrorMap)$/, argument: 0 },
  { from: /^(?:marked|handlebars|nunjucks|ejs|mustache)$/, method: /^(?:setOptions|use|registerHelper|registerPartial)$/, argument: 0 },
  { from: /^(?:@sendgrid\/(?:mail|client)|stripe|postmark|mailgun-js|cloudinary|razorpay)$/, method: /^(?:setApiKey|setTwilioEmailAuth|config|setSubstitutionWrappers)$/, argument: 0 },
  { from: /^(?:aws-sdk|firebase|firebase-admin)$/, method: /^(?:update|setLogLevel)$/, argument: 0 },
  { from: /^(?:tsyringe|typedi)$/, method: /^(?:set|register|registerInstance)$/, argument: 1 },
  { from: /^process$/, method: /^(?:chdir|setuid|setgid|umask)$/, argument: 0 },
];

/** Most calls are none of these, whatever package they lead to. */
const ANY_SETTER = new RegExp(SETTERS.map(({ method }) => method.source).join('|'));

/** What tells any client of a service whose work it does from now on. */
const IMPERSONATES = /^set(?:Credentials?|(?:Access|Auth|Bearer|Refresh|Id|Api)?Token|A(?:pi|PI)Key|Session|User(?:Id|Name|Context)?|(?:Default)?Headers?|Auth(?:orization|entication)?|Tenant(?:Id)?|Language|Locale|Cookies?|Identity|Password|Time[Zz]one)$/;

/** A server that speaks to one client at a time: whoever connects last gets the answers of those before. */
const ONE_CLIENT = /^@modelcontextprotocol\//;
/** Containers of dependencies, and what puts a value into one for whoever asks it. A scope of a request is a container of its own. */
const CONTAINER = /^(?:awilix|tsyringe|typedi|inversify|bottlejs|typed-inject)$/;
const PROVIDES = /^(?:register|registerInstance|registerValue|set|toConstantValue|provideValue)$/;

/** The calls of such setters, in the form of changes. */
export function* foreignSetterEffects(program: Program, file: string): Generator<Effect> {
  const facts = program.facts(file);
  yield* sharedClientEffects(program, file);
  for (const call of facts.calls) {
    const { callee } = call;
    if (call.function === MODULE_FUNCTION || call.new || (callee.kind !== 'member' && callee.kind !== 'variable')) continue;
    const method = methodName(program, file, callee);
    if (!ANY_SETTER.test(method)) continue;
    const isProcess = callee.kind === 'member' && callee.object.kind === 'global' && callee.object.name === 'process';
    const from = isProcess ? 'process' : provenance(program, file, callee);
    const rule = SETTERS.find((candidate) => from !== undefined && candidate.method.test(method) && candidate.from.test(from));
    const value = rule && (call.arguments.length > 1 ? { kind: 'array' as const, elements: call.arguments, at: call.at } : call.arguments[rule.argument]);
    const fn = program.fn(file, call.function);
    if (!rule || !value || !fn || from === undefined || isFreshClone(program, file, callee)) continue;
    yield {
      mode: 'assign', path: [method], place: { base: { kind: 'external', request: from, path: [method] }, path: [] }, key: undefined, value, operator: 'call',
      file, at: call.at, fn, ...UNCONDITIONAL,
    };
  }
}

/** `moment(date).locale('de')`, `i18n.cloneInstance()`: a value of one's own, not the shared one. */
function isFreshClone(program: Program, file: string, callee: Value): boolean {
  if (callee.kind !== 'member' ) return false;
  let receiver = callee.object;
  if (receiver.kind === 'await') receiver = receiver.of;
  if (receiver.kind === 'call') return !/^(?:getGlobalScope|getCurrentHub|getInstance)$/.test(methodName(program, file, program.facts(file).calls[receiver.id]?.callee ?? receiver));
  if (receiver.kind === 'variable') {
    const variable = program.variable(file, receiver.id);
    // A parameter or local: `withScope((scope) => scope.setUser(…))`, or one's own client.
    return variable !== undefined && !variable.imported && variable.function !== MODULE_FUNCTION && !(variable.definitions.length > 0 && variable.definitions.every(({ kind }) => kind === 'variable' || kind === 'module'));
  }
  return false;
}

/** `client.setCredentials(tokens)`, `client.interceptors.request.use(…)`, `mcpServer.connect(transport)` on what a package made for everybody. */
function* sharedClientEffects(program: Program, file: string): Generator<Effect> {
  for (const call of program.facts(file).calls) {
    const { callee } = call;
    if (callee.kind !== 'member' || typeof callee.key !== 'string' || call.function === MODULE_FUNCTION) continue;
    const intercepts = callee.key === 'use' && callee.object.kind === 'member' && callee.object.object.kind === 'member' && callee.object.object.key === 'interceptors';
    const from = callee.key === 'connect' ? ONE_CLIENT : PROVIDES.test(callee.key) ? CONTAINER : intercepts || IMPERSONATES.test(callee.key) ? /./ : undefined;
    if (!from) continue;
    const client = intercepts && callee.object.kind === 'member' && callee.object.object.kind === 'member' ? callee.object.object.object : callee.object;
    const base = sharedClient(program, file, from === CONTAINER ? startOfChain(program, file, client) : client, from);
    const fn = program.fn(file, call.function);
    const value: Value | undefined = call.arguments.length > 1 ? { kind: 'array', elements: call.arguments, at: call.at } : call.arguments[0];
    if (!base || !fn || !value) continue;
    const change = { place: { base, path: [] }, key: undefined, value, method: callee.key, file, at: call.at, fn, ...UNCONDITIONAL };
    // As good as an assignment to a property that only the client itself reads.
    yield intercepts ? { ...change, mode: 'listen', path: ['*'], operator: 'call' } : { ...change, mode: 'assign', path: [callee.key], operator: '=' };
  }
}

/** `container` of `container.rebind('User')`. */
function startOfChain(program: Program, file: string, value: Value): Value {
  const callee = value.kind === 'call' ? program.facts(file).calls[value.id]?.callee : undefined;
  return callee?.kind === 'member' ? callee.object : value;
}

/** The module-level variable of a client that one of these packages made. */
function sharedClient(program: Program, file: string, value: Value, from: RegExp): (Reference & { kind: 'variable' }) | undefined {
  for (const { base, path } of program.references.places(file, value)) {
    const variable = base.kind === 'variable' && path.length === 0 ? program.variable(base.file, base.id) : undefined;
    if (base.kind !== 'variable' || variable?.function !== MODULE_FUNCTION) continue;
    const made = variable.definitions.some((definition) => (definition.kind === 'call' || definition.kind === 'await') && from.test(provenance(program, base.file, definition) ?? ''));
    if (made) return base;
  }
  return undefined;
}
