/** Code that no function of the program calls: it runs at start-up, or whoever was given it calls it. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { cachedMessage, isCache } from './known-functions.js';
import { isModuleLevel } from './lifetimes.js';
import type { Block } from './model.js';
import { contains, enclosing, forEachDescendant, isBodied, isClosure, nameOf, statementOf, wrapped, type Bodied } from './syntax.js';

const CONFIGURES = /^(configure|set[A-Z]\w*|register\w*|use|init|initiali[sz]e|setup|load\w*|connect)$/;

/** No function around the place takes anything: it runs when the module loads, on a timer, at an event of the process. */
export function atModuleLevel(at: ts.Node, closure: Bodied | undefined): Block {
  if (closure !== undefined) return registeredBlock(at, closure);
  const taker = ts.isIdentifier(at) || ts.isPropertyAccessExpression(at) ? takerOf(at) : undefined;
  if (taker !== undefined) return keptBy(taker, at);
  const call = enclosing(at, ts.isExpressionStatement);
  const statement = statementOf(at);
  const configured = configuresOnly(statement, at);
  if (configured !== undefined) return { code: 'BOOT_CONFIGURATION', at, message: configuresAll(configured) };
  if (call !== undefined && call === statement && ts.isCallExpression(call.expression)) {
    const { expression } = call;
    if (expression === at) return { code: 'WARMUP_CALL', at, message: 'The result of this call is not used: it only builds the singleton early, and there is nothing left to warm up.' };
    if (ts.isPropertyAccessExpression(expression.expression) && expression.expression.expression === at && CONFIGURES.test(expression.expression.name.text)) {
      return { code: 'BOOT_CONFIGURATION', at, message: configuresAll(expression.expression.name.text) };
    }
  }
  return { code: 'NO_REQUEST', at, message: `${subject(at)} runs when the module is loaded, where no user's request is in progress.` };
}

const configuresAll = (method: string): string => `\`${method}\` configures what every user shares: move it to the shared defaults that the factory starts from.`;

/** `const factory = getA();` of which nothing but `factory.register(…)` is used: the first such method. */
function configuresOnly(statement: ts.Node, at: ts.Node): string | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const declared = statement.declarationList.declarations.find(({ initializer }) => initializer === at)?.name;
  if (declared === undefined || !ts.isIdentifier(declared)) return undefined;
  const uses: ts.Identifier[] = [];
  forEachDescendant(statement.parent, (node) => {
    if (ts.isIdentifier(node) && node.text === declared.text && node !== declared) uses.push(node);
    return undefined;
  });
  const methods = uses.map(({ parent }) => (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent) && CONFIGURES.test(parent.name.text) ? parent.name.text : undefined));
  return methods.includes(undefined) ? undefined : methods[0];
}

/** What a person sees at the place. */
function subject(at: ts.Node): string {
  const name = ts.isCallExpression(at) || ts.isNewExpression(at) ? at.expression.getText() : '';
  return /^[\w$.#]{1,60}$/.test(name) ? `\`${ts.isNewExpression(at) ? 'new ' : ''}${name}()\`` : 'This';
}

function registeredBlock(at: ts.Node, closure: Bodied): Block {
  const call = enclosing(closure, (node): node is ts.CallExpression | ts.NewExpression => ts.isCallExpression(node) || ts.isNewExpression(node));
  const outermost = call ?? closure;
  if (call !== undefined && isCache(call) && isModuleLevel(call)) return { code: 'CACHED_ACROSS_USERS', at: call, message: cachedMessage(call) };
  const callee = call?.expression.getText() ?? '';
  if (/^(process|parentPort\??)\.(on|once)$/.test(callee) && /^['"`]message['"`]$/.test(call?.arguments?.[0]?.getText() ?? '')) {
    return { code: 'PROCESS_BOUNDARY', at: outermost, message: 'A message from another process or thread carries no context: send the ids, and open a scope here.' };
  }
  const taker = takerOf(closure);
  // Whoever keeps a function may well call it while requests run: only what is known to run without them is no request's.
  if (taker !== undefined) return keptBy(taker, at);
  return { code: 'NO_REQUEST', at, message: `${subject(at)} runs at start-up, on a timer or at an event of the process, where no user's request is in progress.` };
}

/** What start-up hands to a package, be it in wrappers of the project's own, runs when that calls it: there is the place to look at. */
export function handedToPackage(oracle: TypeOracle, at: ts.Node): Block | undefined {
  let found: Block | undefined;
  // One that stands by itself has no start-up code around it.
  for (let fn = enclosing(at, isClosure); fn !== undefined && enclosing(fn, isBodied) !== undefined; fn = enclosing(fn, isClosure)) {
    let given = wrapped(fn);
    while (ts.isCallExpression(given.parent) && given.parent.arguments.includes(given) && isArgument(given.parent)) given = wrapped(given.parent);
    const call = given.parent;
    const callee = ts.isCallExpression(call) ? oracle.checkerOf(call).getResolvedSignature(call)?.declaration : undefined;
    const taker = ts.isCallExpression(call) && (callee === undefined || !oracle.isOwn(callee)) ? takerOf(given) : undefined;
    if (taker !== undefined) found = keptBy(taker, at);
  }
  return found;
}

function isArgument(call: ts.CallExpression): boolean {
  const outer = wrapped(call);
  return ts.isCallExpression(outer.parent) && outer.parent.arguments.includes(outer);
}

function keptBy(taker: string, at: ts.Node): Block {
  return { code: 'FRAMEWORK_CALLED', at, message: `${taker} takes this function and calls it later, with arguments of its own: no context can be derived from them.` };
}

/** Calls whose closure runs once, while the module loads or the process starts, on a timer, or when the process is told to. */
const OUTSIDE = /^(process\.(on|once|nextTick)|(set(Timeout|Interval|Immediate)|queueMicrotask)|describe|it|test|before(All|Each)|after(All|Each))\b|(^|\.)(then|catch|finally|listen|schedule|scheduleJob|connect|start|run|main|bootstrap|forEach|map|flatMap|filter|find|some|every|reduce|sort|toSorted|from|Promise|CronJob|Cron)$/;

/** Events of a server, a worker or a connection itself, not of one of those that it serves. */
const OF_THE_PROCESS = /^['"`](listening|ready|open|connect|reconnecting|disconnect|drain(ed)?|close|end|exit|error|SIG[A-Z]+)['"`]$/;

/** D5: what a plugin's or a module's own function leaves running has no request, whoever calls that function. */
export function onTimer(at: ts.Node): Block | undefined {
  const call = enclosing(at, (node): node is ts.CallExpression => ts.isCallExpression(node) && REPEATS.test(node.expression.getText()) && node.arguments.some((given) => isBodied(given) && contains(given, at)));
  return call === undefined ? undefined : { code: 'NO_REQUEST', at, message: `\`${call.expression.getText()}\` calls this again and again, whichever requests are in progress: there is no user to work for.` };
}

const REPEATS = /^((globalThis|global)\.)?setInterval$|(^|\.)(schedule|scheduleJob)$/;

/** Who keeps a function that nothing of the program's own calls; undefined where it is known to run outside requests. */
function takerOf(given: ts.Node): string | undefined {
  const outer = ts.isExpression(given) ? wrapped(given) : given;
  const { parent } = outer;
  if (ts.isBinaryExpression(parent)) return `Whoever reads \`${parent.left.getText()}\``;
  if (ts.isPropertyAssignment(parent) || ts.isObjectLiteralExpression(parent)) return `The owner of \`${nameOf(given)}\``;
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent) || parent.expression === outer) return undefined;
  const callee = parent.expression.getText();
  const told = /\.(on|once)$/.test(callee) && OF_THE_PROCESS.test(parent.arguments?.[0]?.getText() ?? '');
  return told || OUTSIDE.test(callee) ? undefined : `\`${callee.slice(0, 60)}\``;
}
