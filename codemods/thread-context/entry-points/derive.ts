/** A3 and F: a function that is handed a request derives the context from it, once, in a line of its own. */
import { ts } from '@ts-morph/common';
import type { Source } from '../model.js';
import type { Program } from '../program.js';
import { contains, isBodied, isClosure, nameOf, parentOf, type Bodied } from '../syntax.js';
import type { Writer } from '../text.js';
import { express } from './express.js';
import { fastify } from './fastify.js';
import type { Framework, RequestType } from './framework.js';
import { hono } from './hono.js';
import { http } from './http.js';
import { koa } from './koa.js';
import { lambda } from './lambda.js';
import { nest } from './nest.js';
import { next } from './next.js';
import { queue } from './queue.js';
import { socketIo } from './socket-io.js';
import { ws } from './ws.js';

/** The most specific first: a WebSocket's connection has a socket and an upgrade request, and the socket is the one registered. */
const FRAMEWORKS: readonly Framework[] = [ws, socketIo, express, fastify, koa, hono, nest, next, queue, lambda, http];

/** The parameter that is the request, or the text of the parameters that a closure left out. */
type Found = { readonly parameter: ts.ParameterDeclaration | undefined; readonly added?: string; readonly match: Match };

type Match = { readonly framework: Framework; readonly request: RequestType };

/** What a closure in a named handler's place calls the request, where it gets it, and how it derives the context. */
export type EntryAdapter = {
  readonly request: string;
  /** The parameter that is the request; undefined when it is a variable in reach. */
  readonly index: number | undefined;
  readonly source: (named: (source: ts.SourceFile, name: string, module: string) => string) => string;
};

const LISTENS = /^(on|once|addListener|addEventListener|prependListener)$/;

export class EntryPoints {
  readonly #program: Program;
  readonly #known = new Map<Bodied, Found | undefined>();
  readonly #types = new Map<ts.Type, Match | undefined>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** The source that the functions around a place offer, innermost first. */
  find(at: ts.Node): Source | undefined {
    let registered: Bodied | undefined;
    for (let node = parentOf(at); node !== undefined; node = parentOf(node)) {
      if (!isBodied(node)) continue;
      const found = this.#requestOf(node);
      if (found !== undefined && !inParameterList(node, at)) return this.#source(registered ?? node, node, found);
      // A listener runs per message, long after the function around it: the line belongs into the listener.
      if (registered === undefined && isListener(node)) registered = node;
    }
    return undefined;
  }

  /** How a function that is given to a framework by name can be told its request. */
  adapter(call: ts.CallExpression, argument: ts.Expression): EntryAdapter | undefined {
    const checker = this.#program.oracle.checkerOf(call);
    const slot = checker.getContextualType(argument);
    for (const signature of slot === undefined ? [] : (slot.isUnion() ? slot.types : [slot]).flatMap((type) => type.getCallSignatures())) {
      for (const [index, parameter] of signature.parameters.entries()) {
        const match = this.#matchOf(checker.getTypeOfSymbolAtLocation(parameter, argument), checker);
        if (match !== undefined && match.request.onlyIf === undefined) return { request: 'req', index, source: this.#inline(match, 'req', argument) };
      }
    }
    // A listener on a socket is called per message; the socket stands for the user.
    if (!ts.isPropertyAccessExpression(call.expression) || !LISTENS.test(call.expression.name.text)) return undefined;
    const receiver = call.expression.expression;
    const match = ts.isIdentifier(receiver) ? this.#matchOf(checker.getTypeAtLocation(receiver), checker) : undefined;
    return match === undefined ? undefined : { request: receiver.getText(), index: undefined, source: this.#inline(match, receiver.getText(), argument) };
  }

  #inline({ request }: Match, name: string, at: ts.Node): EntryAdapter['source'] {
    const value = request.expression?.(name) ?? name;
    return (imports) => `${imports(at.getSourceFile(), this.#program.context.fromRequest, this.#program.context.module)}(${value})`;
  }

  #matchOf(type: ts.Type, checker: ts.TypeChecker): Match | undefined {
    if (!this.#types.has(type)) this.#types.set(type, matchType(type, checker));
    return this.#types.get(type);
  }

  #source(fn: Bodied, declaring: Bodied, { parameter, added, match: { framework, request } }: Found): Source {
    const pattern = parameter === undefined || ts.isIdentifier(parameter.name) ? undefined : parameter.name;
    const name = parameter !== undefined && ts.isIdentifier(parameter.name) ? parameter.name.text : 'req';
    const value = request.expression?.(name) ?? name;
    return {
      fn,
      kind: framework.kind,
      name: entryName(fn === declaring ? declaring : fn),
      expression: (imported) => `${imported}(${value})`,
      imports: { name: this.#program.context.fromRequest, module: this.#program.context.module },
      ...(added === undefined ? {} : { prepare: (writer) => { addLeftOut(declaring, added, writer); } }),
      ...(pattern === undefined ? {} : {
        prepare: (writer) => {
          const text = pattern.getText();
          writer.replaceNode(pattern, name, { why: 'The handler names its request, so that the context can be derived from it.' });
          writer.firstStatement(declaring, `const ${text} = ${name}`, { why: 'What the handler took apart in its parameter list, it takes apart here.', order: 1 });
        },
      }),
    };
  }

  #requestOf(fn: Bodied): Found | undefined {
    if (this.#known.has(fn)) return this.#known.get(fn);
    let found: Found | undefined;
    for (const parameter of fn.parameters) {
      const match = parameter.dotDotDotToken === undefined ? this.#match(parameter, fn) : undefined;
      if (match !== undefined && (found === undefined || FRAMEWORKS.indexOf(match.framework) < FRAMEWORKS.indexOf(found.match.framework))) found = { parameter, match };
    }
    found ??= this.#bySyntax(fn);
    found ??= this.#leftOut(fn);
    this.#known.set(fn, found);
    return found;
  }

  #match(parameter: ts.ParameterDeclaration, fn: Bodied): Match | undefined {
    if (ts.isIdentifier(parameter.name) && parameter.name.text === 'this') return undefined;
    const type = this.#program.oracle.type(parameter);
    const match = this.#matchOf(type, this.#program.oracle.checkerOf(parameter)) ?? matchAnnotation(parameter);
    return match === undefined || (match.request.onlyIf !== undefined && !match.request.onlyIf(fn)) ? undefined : match;
  }

  /** `respond(() => …)`: the handler left the request out, but would be given it. */
  #leftOut(fn: Bodied): Found | undefined {
    if (!isClosure(fn)) return undefined;
    const checker = this.#program.oracle.checkerOf(fn);
    const slot = checker.getContextualType(fn);
    const own = fn.parameters.length;
    for (const signature of slot === undefined ? [] : (slot.isUnion() ? slot.types : [slot]).flatMap((type) => type.getCallSignatures())) {
      for (const [index, parameter] of signature.parameters.entries()) {
        if (index < own) continue;
        const match = this.#matchOf(checker.getTypeOfSymbolAtLocation(parameter, fn), checker);
        if (match === undefined || match.request.onlyIf !== undefined) continue;
        const skipped = Array.from({ length: index - own }, (_, at) => `_${String(at)}`);
        return { parameter: undefined, added: [...skipped, 'req'].join(', '), match };
      }
    }
    return undefined;
  }

  #bySyntax(fn: Bodied): Found | undefined {
    const call = parentOf(fn);
    if (call === undefined || !ts.isCallExpression(call) || call.expression === fn) return undefined;
    for (const framework of FRAMEWORKS) {
      const index = framework.bySyntax?.(fn, call);
      const parameter = index === undefined ? undefined : fn.parameters[index];
      const request = framework.requests[0];
      if (parameter === undefined || request === undefined) continue;
      const typed = (this.#program.oracle.type(parameter).flags & ts.TypeFlags.Any) === 0;
      if (!typed) return { parameter, match: { framework, request } };
    }
    return undefined;
  }
}

function addLeftOut(fn: Bodied, added: string, writer: Writer): void {
  const source = fn.getSourceFile();
  const last = fn.parameters.at(-1);
  const why = 'The framework hands over the request: the handler names it, so that the context can be derived from it.';
  const bare = last !== undefined && ts.isArrowFunction(fn) && !source.text.slice(fn.getStart(source), last.getStart(source)).includes('(');
  if (bare) writer.insert(source, last.getStart(source), '(', { why });
  if (last === undefined) writer.insert(source, fn.parameters.pos, added, { why });
  else writer.insert(source, last.getEnd(), `, ${added}${bare ? ')' : ''}`, { why });
}

function inParameterList(fn: Bodied, at: ts.Node): boolean {
  return fn.parameters.some((parameter) => contains(parameter, at));
}

/** `socket.on('message', fn)`, `emitter.once(…)`, `target.addEventListener(…)`. */
function isListener(fn: Bodied): boolean {
  const call = parentOf(fn);
  return call !== undefined && ts.isCallExpression(call) && call.expression !== fn && ts.isPropertyAccessExpression(call.expression) && LISTENS.test(call.expression.name.text);
}

function matchType(type: ts.Type, checker: ts.TypeChecker, depth = 0): Match | undefined {
  if ((type.flags & ts.TypeFlags.Any) !== 0 || depth > 4) return undefined;
  for (const symbol of [type.aliasSymbol, type.getSymbol() as ts.Symbol | undefined]) {
    const match = symbol === undefined ? undefined : matchSymbol(symbol);
    if (match !== undefined) return match;
  }
  const bases = type.isIntersection() ? type.types : type.isClassOrInterface() ? checker.getBaseTypes(type) : [];
  for (const base of bases) {
    const match = matchType(base, checker, depth + 1);
    if (match !== undefined) return match;
  }
  const target = (type as { readonly target?: ts.Type }).target;
  return target !== undefined && target !== type ? matchType(target, checker, depth + 1) : undefined;
}

function matchSymbol(symbol: ts.Symbol): Match | undefined {
  for (const framework of FRAMEWORKS) {
    const request = framework.requests.find((at) => at.name === symbol.name);
    if (request === undefined) continue;
    const declared = (symbol.declarations ?? []).some((declaration) => isFrom(declaration.getSourceFile().fileName, request.packages));
    if (declared) return { framework, request };
  }
  return undefined;
}

function isFrom(fileName: string, packages: readonly string[]): boolean {
  if (packages.length === 0) return /\/lib\.[\w.]*d\.ts$/.test(fileName) || /\/(@types\/node|undici-types)\//.test(fileName);
  return packages.some((name) => fileName.includes(`/node_modules/${name}/`) || fileName.includes(`/node_modules/@types/${name.replace('@', '').replace('/', '__')}/`));
}

/** The package is not installed: the annotation and the import that it comes from still say what is meant. */
function matchAnnotation(parameter: ts.ParameterDeclaration): Match | undefined {
  const { type } = parameter;
  if (type === undefined || !ts.isTypeReferenceNode(type)) return undefined;
  const name = ts.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.right.text;
  const root = ts.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.left.getText();
  const source = parameter.getSourceFile();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const { importClause } = statement;
    const bindings = importClause?.namedBindings;
    const imported = importClause?.name?.text === root || (bindings !== undefined && (ts.isNamespaceImport(bindings) ? bindings.name.text === root : bindings.elements.some((at) => at.name.text === root)));
    if (!imported) continue;
    const specifier = statement.moduleSpecifier.text;
    for (const framework of FRAMEWORKS) {
      const request = framework.requests.find((at) => at.name === name && at.packages.includes(specifier));
      if (request !== undefined) return { framework, request };
    }
  }
  return undefined;
}

/** What a person would call an entry point: `GET /runs/:id`, `message`, or the function's own name. */
function entryName(fn: Bodied): string {
  const call = parentOf(fn);
  if (call === undefined || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return nameOf(fn);
  const [first] = call.arguments;
  const verb = call.expression.name.text;
  if (first === undefined || !ts.isStringLiteralLike(first)) return verb;
  return /^(get|post|put|patch|delete|head|options|all)$/.test(verb) ? `${verb.toUpperCase()} ${first.text}` : first.text;
}
