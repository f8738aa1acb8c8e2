import { MODULE_FUNCTION, type Value } from '../../facts/facts.js';
import { isOutOfReach } from '../direct-effects.js';
import { type Effect, UNCONDITIONAL } from '../effect.js';
import { SERVER_PACKAGES } from '../entries/catalogue.js';
import { methodName } from '../entries/entries.js';
import { makingOf } from '../made-by-packages.js';
import type { Place } from '../places.js';
import type { Fn, Program } from '../program.js';
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
  { from: /^googleapis$/, method: /^options$/, argument: 0 },
  { from: /^process$/, method: /^(?:chdir|setuid|setgid|umask)$/, argument: 0 },
];

/** Most calls are none of these, whatever package they lead to. */
const ANY_SETTER = new RegExp(SETTERS.map(({ method }) => method.source).join('|'));

/** What tells any client of a service whose work it does from now on. */
const IMPERSONATES = /^addGlobal$|^set(?:Credentials?|(?:Access|Auth|Bearer|Refresh|Id|Api)?Token|A(?:pi|PI)Key|Session|Security|Bindings|User(?:Id|Name|Context)?|(?:Default)?Headers?|Auth(?:orization|entication)?|Tenant(?:Id)?|Language|Locale|Cookies?|Identity|Password|Time[Zz]one)$/;

/** The same for a session of one's own with a service, which is no business of a server that others sign in to. */
const SIGNS_IN = /^(?:signIn(?:With\w+|Anonymously)?|log[Ii]n|loginAs|impersonate|refreshSession|verifyOtp)$/;
const NO_SERVER = new RegExp(`^(?!${SERVER_PACKAGES.source.slice(1)})`);

/** Clients of switches that answer for whoever they were told of last. */
const ANSWERS_FOR = /^(?:launchdarkly-.+|@launchdarkly\/.+|flagsmith.*|@growthbook\/.+)$/;

/** What goes on in a folder of its own. */
const IN_FOLDER = /^simple-git$/;
/** Databases, and what is said to one for the rest of a session: `client.query(`set search_path to ${tenant}`)`. */
const DATABASE = /^(?:pg|postgres|mysql2?(?:\/promise)?|mariadb|mssql|oracledb|(?:better-)?sqlite3|knex|sequelize|typeorm|@prisma\/client|@neondatabase\/serverless|slonik)$/;
const TELLS = /^(?:query|execute|exec|raw|run|unsafe|\$(?:execute|query)Raw(?:Unsafe)?)$/;
const FOR_THE_SESSION = /^\s*(?:set\s+(?!local\b|transaction\b|constraints\b)|use\s|alter\s+session\s)/i;

/** What puts a function of one's own into a client, for all who use it. */
const INSTALLS = /^(?:use|\$use|\$on|plugin|addHook|addMiddleware|addInterceptor|addFilter|addHelper|registerHelper|addExtension)$/;

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
      mode: 'assign', path: [method], place: { base: { kind: 'external', request: from, path: [...sharedReceiver(program, file, callee), method] }, path: [] }, key: undefined, value, operator: 'call',
      file, at: call.at, fn, ...UNCONDITIONAL,
    };
  }
}

/** What hands out the one that everybody shares. */
const SHARED_RECEIVER = /^(?:getGlobalScope|getCurrentHub|getInstance)$/;

/** `getGlobalScope` of `Sentry.getGlobalScope().setUser(user)`. */
function sharedReceiver(program: Program, file: string, callee: Value): readonly string[] {
  if (callee.kind !== 'member') return [];
  const variable = callee.object.kind === 'variable' ? program.variable(file, callee.object.id) : undefined;
  const receiver = variable?.kind === 'const' && variable.definitions[0] ? variable.definitions[0] : callee.object;
  const name = receiver.kind === 'call' ? methodName(program, file, program.facts(file).calls[receiver.id]?.callee ?? receiver) : '';
  return SHARED_RECEIVER.test(name) ? [name] : [];
}

/** `moment(date).locale('de')`, `i18n.cloneInstance()`: a value of one's own, not the shared one. */
function isFreshClone(program: Program, file: string, callee: Value): boolean {
  if (callee.kind !== 'member' || sharedReceiver(program, file, callee).length > 0) return false;
  let receiver = callee.object;
  if (receiver.kind === 'await') receiver = receiver.of;
  if (receiver.kind === 'call') return true;
  if (receiver.kind === 'variable') {
    const variable = program.variable(file, receiver.id);
    // A parameter or local: `withScope((scope) => scope.setUser(…))`, or one's own client.
    return variable !== undefined && !variable.imported && variable.function !== MODULE_FUNCTION && !(variable.definitions.length > 0 && variable.definitions.every(({ kind }) => kind === 'variable' || kind === 'module'));
  }
  return false;
}

/** `client.setCredentials(tokens)`, `prisma.$use(filter)`, `mcpServer.connect(transport)` on what a package made for everybody. */
function* sharedClientEffects(program: Program, file: string): Generator<Effect> {
  for (const call of program.facts(file).calls) {
    const { callee } = call;
    if (callee.kind !== 'member' || typeof callee.key !== 'string' || call.function === MODULE_FUNCTION) continue;
    const intercepted = interceptedClient(callee.object, callee.key);
    const installs = intercepted !== undefined || INSTALLS.test(callee.key) && call.arguments.some((argument) => program.functionsOf(file, argument).length > 0);
    const from = callee.key === 'connect' ? ONE_CLIENT : PROVIDES.test(callee.key) ? CONTAINER : installs || IMPERSONATES.test(callee.key) ? /./ : SIGNS_IN.test(callee.key) ? NO_SERVER : callee.key === 'identify' ? ANSWERS_FOR : callee.key === 'cwd' ? IN_FOLDER : TELLS.test(callee.key) && isForTheSession(call.arguments[0]) ? DATABASE : undefined;
    const fn = from && program.fn(file, call.function);
    const value: Value | undefined = call.arguments.length > 1 ? { kind: 'array', elements: call.arguments, at: call.at } : call.arguments[0];
    if (!fn || !value) continue;
    const place = sharedClient(program, fn, from === CONTAINER ? startOfChain(program, file, callee.object) : intercepted ?? callee.object, from);
    if (!place) continue;
    const change = { place, key: undefined, value, method: callee.key, file, at: call.at, fn, ...UNCONDITIONAL };
    // As good as an assignment to a property that only the client itself reads.
    yield installs ? { ...change, mode: 'listen', path: [...place.path, '*'], operator: '=' } : { ...change, mode: 'assign', path: [...place.path, callee.key], operator: '=' };
  }
}

function isForTheSession(statement: Value | undefined): boolean {
  const start = statement?.kind === 'derived' ? statement.from[0] : statement;
  return start?.kind === 'derived' ? isForTheSession(start) : start?.kind === 'literal' && FOR_THE_SESSION.test(start.text ?? '');
}

/** `client` of `client.interceptors.request.use(…)` and of `client.middlewareStack.add(…)`. */
function interceptedClient(value: Value, method: string): Value | undefined {
  if (value.kind !== 'member') return undefined;
  if (method === 'use') return value.object.kind === 'member' && value.object.key === 'interceptors' ? value.object.object : undefined;
  return /^add/.test(method) && value.key === 'middlewareStack' ? value.object : undefined;
}

/** `container` of `container.rebind('User')`. */
function startOfChain(program: Program, file: string, value: Value): Value {
  const callee = value.kind === 'call' ? program.facts(file).calls[value.id]?.callee : undefined;
  return callee?.kind === 'member' ? callee.object : value;
}

/** Where a client is kept that one of these packages made, and not for this call alone. */
function sharedClient(program: Program, fn: Fn, value: Value, from: RegExp): Place | undefined {
  return program.references.places(fn.file, value).find((place) => {
    const isKept = place.base.kind === 'variable' ? place.path.length < 2 : place.base.kind === 'instance' && place.path.length === 1;
    return isKept && !isOutOfReach(program, fn, place) && from.test(makingOf(program, place.base.kind === 'variable' ? { base: place.base, path: [] } : place)?.from ?? '');
  });
}
