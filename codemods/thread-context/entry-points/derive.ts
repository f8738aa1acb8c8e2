/** A3 and F: a function that is handed a request derives the context from it, once, in a line of its own. */
import { ts } from '@ts-morph/common';
import type { Source } from '../model.js';
import type { Program } from '../program.js';
import { contains, isBodied, nameOf, parentOf, type Bodied } from '../syntax.js';
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

type Match = { readonly framework: Framework; readonly request: RequestType };

export class EntryPoints {
  readonly #program: Program;
  readonly #known = new Map<Bodied, { readonly parameter: ts.ParameterDeclaration; readonly match: Match } | undefined>();
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
      if (found !== undefined && !inParameterList(node, at)) return this.#source(registered ?? node, node, found.parameter, found.match);
      // A listener runs per message, long after the function around it: the line belongs into the listener.
      if (registered === undefined && isListener(node)) registered = node;
    }
    return undefined;
  }

  /** Whether the function is one that a framework hands a request. */
  isEntry(fn: Bodied): boolean {
    return this.#requestOf(fn) !== undefined;
  }

  #source(fn: Bodied, declaring: Bodied, parameter: ts.ParameterDeclaration, { framework, request }: Match): Source {
    const pattern = ts.isIdentifier(parameter.name) ? undefined : parameter.name;
    const name = ts.isIdentifier(parameter.name) ? parameter.name.text : 'req';
    const value = request.expression?.(name) ?? name;
    return {
      fn,
      kind: framework.kind,
      name: entryName(fn === declaring ? declaring : fn),
      expression: (imported) => `${imported}(${value})`,
      imports: { name: this.#program.context.fromRequest, module: this.#program.context.module },
      ...(pattern === undefined ? {} : {
        prepare: (writer) => {
          const text = pattern.getText();
          writer.replaceNode(pattern, name, { why: 'The handler names its request, so that the context can be derived from it.' });
          writer.firstStatement(declaring, `const ${text} = ${name}`, { why: 'What the handler took apart in its parameter list, it takes apart here.', order: 1 });
        },
      }),
    };
  }

  #requestOf(fn: Bodied): { readonly parameter: ts.ParameterDeclaration; readonly match: Match } | undefined {
    if (this.#known.has(fn)) return this.#known.get(fn);
    let found: { readonly parameter: ts.ParameterDeclaration; readonly match: Match } | undefined;
    for (const parameter of fn.parameters) {
      const match = parameter.dotDotDotToken === undefined ? this.#match(parameter, fn) : undefined;
      if (match !== undefined && (found === undefined || FRAMEWORKS.indexOf(match.framework) < FRAMEWORKS.indexOf(found.match.framework))) found = { parameter, match };
    }
    found ??= this.#bySyntax(fn);
    this.#known.set(fn, found);
    return found;
  }

  #match(parameter: ts.ParameterDeclaration, fn: Bodied): Match | undefined {
    if (ts.isIdentifier(parameter.name) && parameter.name.text === 'this') return undefined;
    const type = this.#program.oracle.type(parameter);
    if (!this.#types.has(type)) this.#types.set(type, matchType(type, this.#program.oracle.checkerOf(parameter)));
    const match = this.#types.get(type) ?? matchAnnotation(parameter);
    return match === undefined || (match.request.onlyIf !== undefined && !match.request.onlyIf(fn)) ? undefined : match;
  }

  #bySyntax(fn: Bodied): { readonly parameter: ts.ParameterDeclaration; readonly match: Match } | undefined {
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

function inParameterList(fn: Bodied, at: ts.Node): boolean {
  return fn.parameters.some((parameter) => contains(parameter, at));
}

/** `socket.on('message', fn)`, `emitter.once(…)`, `target.addEventListener(…)`. */
function isListener(fn: Bodied): boolean {
  const call = parentOf(fn);
  return call !== undefined && ts.isCallExpression(call) && call.expression !== fn && ts.isPropertyAccessExpression(call.expression) && /^(on|once|addListener|addEventListener|prependListener)$/.test(call.expression.name.text);
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
