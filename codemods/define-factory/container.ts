/** A NestJS provider: the container makes one for all, or one for each request, if nothing needs it outside of requests. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { insertFirst } from '../thread-context/lists.js';
import { enclosing, lineOf } from '../thread-context/syntax.js';
import { isTest } from './boot.js';
import type { Tools } from './constructor.js';
import type { Obstacle } from './obstacles.js';
import type { Singleton } from './singleton.js';

type Provider = Extract<Singleton, { kind: 'container' }>;

/** `@Injectable()` → `@Injectable({ scope: Scope.REQUEST })`: NestJS then makes one per request, and those that inject it too. */
export function scopeProvider({ writer, imports }: Tools, { declaration, accessor }: Provider): void {
  const source = declaration.getSourceFile();
  const why = `The container makes one ${accessor} for each request.`;
  const scope = `scope: ${imports.want(source, 'Scope', '@nestjs/common', false)}.REQUEST`;
  const [options] = declaration.arguments;
  if (options === undefined) writer.insert(source, declaration.arguments.pos, `{ ${scope} }`, { why });
  else if (ts.isObjectLiteralExpression(options)) insertFirst(source, options.properties, options.properties.length === 0 ? ` ${scope} ` : scope, writer, { why });
}

const HOOK = /^(onModuleInit|onApplicationBootstrap|onModuleDestroy|beforeApplicationShutdown|onApplicationShutdown)$/;
const CALLED_WITHOUT_REQUEST = /^(Cron|Interval|Timeout|OnEvent|Process|OnQueue\w+|OnWorkerEvent|SubscribeMessage)$/;
const MADE_ONCE = /^(WebSocketGateway|Processor|EventSubscriber)$/;

/** NestJS makes whatever injects a request's provider anew for each request too, and what it calls outside of requests it then calls no more. */
export function obstacleToScoping(oracle: TypeOracle, { owner, accessor }: Provider): Obstacle | undefined {
  const lookUp = lookUpOf(oracle, owner);
  if (lookUp !== undefined) return unclear(lookUp, `\`${lookUp.getText()}\` (${oracle.fileOf(lookUp)}:${String(lineOf(lookUp))}) asks the container for the one ${accessor}, which fails for a provider of a request: use resolve() there first.`);
  for (const one of withInjectors(oracle, owner)) {
    const why = reasonToStayOne(one);
    if (why === undefined) continue;
    const name = one.name?.text ?? 'a class';
    return unclear(one, `${name} (${oracle.fileOf(one)}:${String(lineOf(one))}) ${one === owner ? '' : `is given ${accessor} and would be made per request too, but `}${why}, which NestJS does not do for what it makes per request.`);
  }
  return undefined;
}

const unclear = (at: ts.Node, message: string): Obstacle => ({ code: 'DEFINITION_UNCLEAR', at, message });

function reasonToStayOne(owner: ts.ClassDeclaration): string | undefined {
  const decorator = decoratorsOf(owner).find((name) => MADE_ONCE.test(name));
  if (decorator !== undefined) return `is a @${decorator}, made once`;
  if (owner.heritageClauses?.some((clause) => /\bPassportStrategy\(/.test(clause.getText())) === true) return 'is a Passport strategy, registered once';
  for (const member of owner.members) {
    const name = member.name?.getText() ?? '';
    if (ts.isMethodDeclaration(member) && HOOK.test(name)) return `has ${name}() called`;
    const called = decoratorsOf(member).find((one) => CALLED_WITHOUT_REQUEST.test(one));
    if (called !== undefined) return `has ${name}() called by @${called}`;
  }
  return undefined;
}

function decoratorsOf(node: ts.Node): readonly string[] {
  const decorators = ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [];
  return decorators.map(({ expression }) => (ts.isCallExpression(expression) ? expression.expression : expression).getText());
}

/** A class and those that are given it, directly or through others, in a constructor or a property. */
function withInjectors(oracle: TypeOracle, owner: ts.ClassDeclaration): ReadonlySet<ts.ClassDeclaration> {
  const found: Set<ts.ClassDeclaration> = new Set([owner]);
  for (const one of found) {
    for (const use of usesOfClass(oracle, one)) {
      const place = enclosing(use, isInjection);
      const injector = place && enclosing(place, ts.isClassDeclaration);
      if (injector !== undefined && oracle.isOwn(injector)) found.add(injector);
    }
  }
  return found;
}

const isInjection = (node: ts.Node): node is ts.ParameterDeclaration | ts.PropertyDeclaration => (ts.isParameter(node) && ts.isConstructorDeclaration(node.parent)) || (ts.isPropertyDeclaration(node) && decoratorsOf(node).includes('Inject'));

function usesOfClass(oracle: TypeOracle, owner: ts.ClassDeclaration): readonly ts.Node[] {
  const name = owner.name?.text ?? '';
  return oracle.filesNaming(name).filter((file) => !isTest(file)).flatMap((file) => oracle.identifiers(file, name)).filter((node) => node !== owner.name && oracle.declarations(oracle.symbol(node)).includes(owner));
}

/** `app.get(AgentService)`, `moduleRef.get(AgentService)`. */
function lookUpOf(oracle: TypeOracle, owner: ts.ClassDeclaration): ts.CallExpression | undefined {
  const calls = usesOfClass(oracle, owner).map(({ parent }) => parent).filter(ts.isCallExpression);
  return calls.find(({ expression }) => ts.isPropertyAccessExpression(expression) && expression.name.text === 'get');
}
