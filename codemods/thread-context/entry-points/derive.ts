/** A3 and F: a function that is handed a request derives the context from it, once, in a line of its own. */
import { ts } from '@ts-morph/common';
import type { Block, Source } from '../model.js';
import type { Program } from '../program.js';
import { contains, isBodied, isClosure, nameOf, parentOf, wrapped, type Bodied } from '../syntax.js';
import { adapterOf, type EntryAdapter } from './adapter.js';
import type { LeftOut, RequestType } from './framework.js';
import { FRAMEWORKS } from './frameworks.js';
import { handoverOf, namedAtLast, valueOf } from './handover.js';
import { isListener } from './listener.js';
import { madeUpRequest } from './made-up.js';
import { matchAnnotation, matchHandler, matchType, type Match } from './match.js';
import { parameterTypes, typesOf } from './slot.js';
import { signInTests } from './test-requests.js';

/** The parameter that is the request, or one that the handler left out. */
type Found = { readonly parameter: ts.ParameterDeclaration | undefined; readonly leftOut?: LeftOut; readonly match: Match };

export class EntryPoints {
  readonly #program: Program;
  readonly #known: Map<Bodied, Found | undefined> = new Map();
  readonly #types: Map<ts.Type, Match | undefined> = new Map();
  readonly #internal: Map<Bodied, Block | undefined> = new Map();

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

  /** See {@link adapterOf}. */
  adapter(value: ts.Expression, call?: ts.CallExpression): EntryAdapter | undefined {
    return adapterOf(this.#program, (type, checker) => this.#matchOf(type, checker), value, call);
  }

  #matchOf(type: ts.Type, checker: ts.TypeChecker): Match | undefined {
    if (!this.#types.has(type)) this.#types.set(type, matchType(type, checker));
    return this.#types.get(type);
  }

  #source(fn: Bodied, declaring: Bodied, { parameter, leftOut, match }: Found): Source {
    const { value, prepare } = parameter === undefined ? { value: valueOf(leftOut?.name ?? 'req', match), prepare: leftOut?.write } : handoverOf(declaring, parameter, match);
    const index = parameter === undefined ? -1 : declaring.parameters.indexOf(parameter);
    const closed = leftOut?.closed ?? match.closed;
    const block = closed === undefined ? this.#madeUp(declaring, index) : { code: 'FRAMEWORK_CALLED' as const, at: declaring, message: closed };
    return {
      fn,
      kind: match.framework.kind,
      name: entryName(fn),
      expression: (imported) => `${imported}(${value})`,
      imports: { name: this.#program.context.fromRequest, module: this.#program.context.module },
      prepare: (writer) => {
        prepare?.(writer);
        if (parameter !== undefined && value === parameter.name.getText()) signInTests(this.#program, declaring, index, writer);
      },
      ...(block === undefined ? {} : { block }),
    };
  }

  #madeUp(fn: Bodied, index: number): Block | undefined {
    if (index < 0) return undefined;
    if (!this.#internal.has(fn)) this.#internal.set(fn, madeUpRequest(this.#program, fn, index));
    return this.#internal.get(fn);
  }

  #requestOf(fn: Bodied): Found | undefined {
    if (!this.#known.has(fn)) this.#known.set(fn, this.#declared(fn) ?? this.#bySyntax(fn) ?? this.#bySlot(fn) ?? this.#byConvention(fn) ?? this.#inWrapper(fn));
    return this.#known.get(fn);
  }

  #declared(fn: Bodied): Found | undefined {
    let found: { readonly parameter: ts.ParameterDeclaration; readonly match: Match } | undefined;
    for (const [index, at] of fn.parameters.entries()) {
      const match = at.dotDotDotToken === undefined ? this.#match(at, fn) : undefined;
      const parameter = match?.request.inFront === true ? fn.parameters[index - 1] : at;
      if (match === undefined || parameter === undefined) continue;
      if (found === undefined || FRAMEWORKS.indexOf(match.framework) < FRAMEWORKS.indexOf(found.match.framework)) found = { parameter, match };
    }
    return found;
  }

  #match(parameter: ts.ParameterDeclaration, fn: Bodied): Match | undefined {
    if (ts.isIdentifier(parameter.name) && parameter.name.text === 'this') return undefined;
    // A request that may be left out is none to derive from.
    if (parameter.questionToken !== undefined) return undefined;
    if (parameter.type === undefined && !this.#program.knowsPackages(fn)) return undefined;
    const type = this.#program.oracle.type(parameter);
    const match = this.#matchOf(type, this.#program.oracle.checkerOf(parameter)) ?? matchAnnotation(parameter);
    return match === undefined || (match.request.onlyIf !== undefined && !match.request.onlyIf(fn)) ? undefined : match;
  }

  /** `respond(() => …)`: the handler left the request out, or does not say its type, but is given it. */
  #bySlot(fn: Bodied): Found | undefined {
    if (!isClosure(fn) || !this.#program.knowsPackages(fn)) return undefined;
    const checker = this.#program.oracle.checkerOf(fn);
    const slots = typesOf(checker.getContextualType(fn));
    const [handler] = slots.flatMap((slot) => matchHandler(slot, checker) ?? []);
    if (handler !== undefined && fn.parameters[0] !== undefined) return { parameter: fn.parameters[0], match: handler };
    for (const signature of slots.flatMap((type) => type.getCallSignatures())) {
      for (const [at, type] of parameterTypes(signature, fn, checker).entries()) {
        const match = this.#matchOf(type, checker);
        if (match === undefined || match.request.onlyIf !== undefined) continue;
        const index = match.request.inFront === true ? at - 1 : at;
        const parameter = fn.parameters[index];
        if (parameter !== undefined && parameter.dotDotDotToken === undefined) return { parameter, match };
        const last = fn.parameters.at(-1);
        if (last?.dotDotDotToken !== undefined && ts.isIdentifier(last.name)) return { parameter: undefined, leftOut: { name: `${last.name.text}[${String(index - fn.parameters.length + 1)}]`, write: () => {} }, match };
        if (index >= fn.parameters.length) return { parameter: undefined, leftOut: namedAtLast(fn, index, match), match };
      }
    }
    return undefined;
  }

  /** `server.setRequestHandler(schema, monitored(async (call) => …))`: the wrapper is what gets the request. */
  #inWrapper(fn: Bodied): Found | undefined {
    const call = isClosure(fn) ? parentOf(wrapped(fn)) : undefined;
    if (call === undefined || !ts.isCallExpression(call) || call.expression === fn || !this.#program.knowsPackages(fn)) return undefined;
    const checker = this.#program.oracle.checkerOf(call);
    const parameters = checker.getContextualType(call)?.getCallSignatures().flatMap((signature) => parameterTypes(signature, call, checker)) ?? [];
    const match = parameters.map((type) => this.#matchOf(type, checker)).find((at) => at?.framework.inWrapper !== undefined);
    const closed = match?.framework.inWrapper;
    return match === undefined || closed === undefined ? undefined : { parameter: undefined, leftOut: { name: '', write: () => {}, closed }, match };
  }

  /** A handler that its framework finds by name, file or decorator. */
  #byConvention(fn: Bodied): Found | undefined {
    for (const framework of FRAMEWORKS) {
      const leftOut = framework.leftOut?.(this.#program, fn);
      const request: RequestType = { name: framework.kind, packages: [] };
      if (leftOut !== undefined) return { parameter: undefined, leftOut, match: { framework, request } };
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

function inParameterList(fn: Bodied, at: ts.Node): boolean {
  return fn.parameters.some((parameter) => contains(parameter, at));
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
