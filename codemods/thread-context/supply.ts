/** Where the context at a place comes from: something in reach, an entry point, or a parameter of the function around it. */
import { ts } from '@ts-morph/common';
import { answerAt, type ScopeReads } from './fallback.js';
import { isCalledInRequest } from './called-in-request.js';
import { ClosedFiles } from './closed-files.js';
import { assignedName } from './commonjs.js';
import { EntryPoints } from './entry-points/derive.js';
import { callableOf, declarationOf, signatureDeclarations } from './callables.js';
import { keepsResults } from './kept-results.js';
import { escapes, keptByTimer } from './lifetimes.js';
import type { Block, Supply } from './model.js';
import { keptByTaker } from './outlives.js';
import type { Program } from './program.js';
import { Sources } from './sources.js';
import { atModuleLevel } from './start-up.js';
import { isBodied, isClosure, isStatic, nameTextOf, ownerOf, parentOf, referenceExpression, wrapped, type Bodied } from './syntax.js';
import { testSource } from './tests.js';

/** What was learnt about classes and closures while solving: every pass may add to it, none takes back. */
export type Choices = {
  /** Inner functions that take the context themselves, since the function around them cannot. */
  readonly unfolded: Set<Bodied>;
  /** Classes that take the context in their constructor for the sake of their methods. */
  readonly injected: Set<ts.ClassLikeDeclaration>;
  /** Where the running request scope is read, since the context cannot be handed over. */
  readonly scoped: ScopeReads;
};

export class Supplies {
  readonly #program: Program;
  readonly #choices: Choices;
  readonly #sources: Sources;
  readonly #closed: ClosedFiles;
  readonly entryPoints: EntryPoints;

  constructor(program: Program, choices: Choices) {
    this.#program = program;
    this.#choices = choices;
    this.#sources = new Sources(program);
    this.entryPoints = new EntryPoints(program);
    this.#closed = new ClosedFiles(program);
  }

  at(node: ts.Node): Supply {
    const supply = this.#at(node);
    return supply.kind === 'blocked' ? this.answered(supply.block) : supply;
  }

  /** A question that was answered with an expression is none any more. */
  answered(block: Block): Supply {
    const answer = answerAt(this.#program, block.at);
    return answer === undefined || answer === 'scope' || answer === 'refuse' ? { kind: 'blocked', block } : { kind: 'expression', text: answer };
  }

  #at(node: ts.Node): Supply {
    const found = this.#find(node);
    const boundary = found.kind === 'expression' ? found.within : found.kind === 'source' ? found.source.fn : found.kind === 'parameter' ? found.owner : undefined;
    const escape = boundary === undefined ? undefined : this.#escape(node, boundary);
    if (escape === undefined) return found;
    // Start-up code keeps the closure: the project's own slot can hand it the context of whoever calls it.
    return found.kind === 'parameter' && this.#fillsOwnSlot(escape.closure) && !isCalledInRequest(this.#program, (at) => this.at(at), found.owner) ? this.#parameter(escape.closure, []) : { kind: 'blocked', block: escape.block };
  }

  #find(node: ts.Node): Supply {
    const closed = this.#closed.at(node);
    if (closed !== undefined) return { kind: 'blocked', block: closed };
    if (this.#choices.scoped.uses.has(node)) return { kind: 'scope', owner: undefined };
    if (!this.#inReach.has(node)) this.#inReach.set(node, this.#reach(node));
    return this.#inReach.get(node) ?? this.#owner(node);
  }

  readonly #inReach: Map<ts.Node, Supply | undefined> = new Map();

  /** What is there already, whatever is chosen elsewhere. */
  #reach(node: ts.Node): Supply | undefined {
    const found = this.#sources.find(node);
    if (found !== undefined) return found;
    const source = this.entryPoints.find(node) ?? testSource(this.#program, node);
    if (source?.block !== undefined) return { kind: 'blocked', block: source.block };
    return source === undefined ? undefined : { kind: 'source', source };
  }

  /** D6: a closure between the place and the context's home, kept by something that outlives the request. */
  #escape(node: ts.Node, boundary: ts.Node): { readonly block: Block; readonly closure: Bodied } | undefined {
    for (let at = parentOf(node); at !== undefined && at !== boundary; at = parentOf(at)) {
      const block = isBodied(at) ? this.#kept(at) : undefined;
      if (block !== undefined) return { block, closure: at as Bodied };
    }
    return undefined;
  }

  readonly #keepers: Map<Bodied, Block | undefined> = new Map();

  /** Where a closure is kept, be it under a name of its own. What is taken off again in the same place does not outlive the request. */
  #kept(fn: Bodied): Block | undefined {
    if (isClosure(fn)) {
      const block = escapes(this.#program, fn) ?? keptByTimer(this.#program, fn) ?? keepsResults(this.#program, fn) ?? keptByTaker(this.#program, fn);
      if (block !== undefined) return block;
    }
    if (!this.#keepers.has(fn)) this.#keepers.set(fn, this.#keptByName(fn));
    return this.#keepers.get(fn);
  }

  #keptByName(fn: Bodied): Block | undefined {
    const declaration = declarationOf(fn);
    const name = ts.isVariableDeclaration(declaration) || ts.isFunctionDeclaration(declaration) ? nameTextOf(declaration) : undefined;
    if (name === undefined || ownerOf(declaration) === undefined) return undefined;
    const uses = this.#program.references.to(new Set([declaration]), [name]).flatMap((reference) => referenceExpression(reference.name) ?? []);
    return uses.some(isTakenOff) ? undefined : uses.map((use) => escapes(this.#program, use)).find((block) => block !== undefined);
  }

  /** Whether an inline closure stands where the project itself says which parameters it is called with. */
  #fillsOwnSlot(fn: Bodied): boolean {
    if (!isClosure(fn) || fillsForeignSlot(this.#program, fn)) return false;
    const slot = this.#program.oracle.checkerOf(fn).getContextualType(fn);
    // What a generic wrapper takes is inferred from the closure itself, which then is its own slot.
    return slot !== undefined && signatureDeclarations(this.#program.oracle, slot).some((at) => at !== fn && this.#program.oracle.isOwn(at) && callableOf(at) !== undefined);
  }

  #owner(node: ts.Node): Supply {
    const instead: Bodied[] = [];
    let at = node;
    let last: Bodied | undefined;
    for (let owner = ownerOf(at); owner !== undefined; owner = ownerOf(at)) {
      if (owner.kind === 'field') return { kind: 'constructor', owner: owner.owner, kept: false };
      const fn = owner.node;
      last = fn;
      if (ts.isConstructorDeclaration(fn)) return { kind: 'constructor', owner: fn.parent, kept: false };
      const own = standing(fn);
      if (own === 'outer' || this.#choices.unfolded.has(fn)) return this.#parameter(fn, instead);
      if (own === 'inner' || own === 'inline' && this.#fillsOwnSlot(fn)) instead.push(fn);
      at = fn;
    }
    const inner = instead.at(-1);
    if (inner !== undefined) return this.#parameter(inner, instead.slice(0, -1));
    return { kind: 'blocked', block: atModuleLevel(node, last) };
  }

  /** E16: a class made per request hands its methods what its constructor was given. */
  #parameter(fn: Bodied, instead: readonly Bodied[]): Supply {
    if (this.#choices.scoped.functions.has(fn)) return { kind: 'scope', owner: fn };
    const owner = methodOwner(fn);
    if (owner !== undefined && this.#choices.injected.has(owner)) return { kind: 'constructor', owner, kept: true };
    return { kind: 'parameter', owner: fn, instead };
  }
}

/** `bus.off('run', listener)` */
function isTakenOff(use: ts.Expression): boolean {
  const { parent } = use;
  return ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression) && /^(off|removeListener|removeEventListener|unsubscribe|delete)$/.test(parent.expression.name.text);
}

/** `names.map((name) => …)`: the parameters stand written in a package, whichever of the forms is meant and whatever its types are inferred to be. */
function fillsForeignSlot({ oracle }: Program, fn: ts.Expression): boolean {
  const { parent } = fn;
  if (!ts.isCallExpression(parent) || parent.expression === fn) return false;
  const callee = oracle.type(parent.expression);
  const forms = callee.isUnion() ? [] : callee.getCallSignatures();
  const index = parent.arguments.indexOf(fn);
  return forms.length > 0 && forms.every(({ parameters }) => {
    const declaration = parameters[index]?.valueDeclaration;
    return declaration !== undefined && ts.isParameter(declaration) && declaration.type !== undefined && ts.isFunctionTypeNode(declaration.type) && !oracle.isOwn(declaration);
  });
}

/** The class whose `this` a member sees. */
export function methodOwner(fn: Bodied): ts.ClassLikeDeclaration | undefined {
  const member = ts.isArrowFunction(fn) ? parentOf(fn) : fn;
  const owner = member === undefined ? undefined : parentOf(member);
  return owner !== undefined && ts.isClassLike(owner) && member !== undefined && !isStatic(member) ? owner : undefined;
}

/**
 * Whether a function stands on its own (its callers can be found by its name), is named but inside another one (it can take
 * a parameter, or capture), or is an inline closure that belongs to whatever contains it.
 */
function standing(fn: Bodied): 'outer' | 'inner' | 'inline' {
  const holder = isClosure(fn) ? parentOf(wrapped(fn)) : fn;
  if (holder === undefined) return 'inline';
  const named = !isClosure(fn) || ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder) || ts.isExportAssignment(holder) || assignedName(wrapped(fn)) !== undefined;
  const returned = ts.isReturnStatement(holder) || ts.isArrowFunction(holder);
  if (!named && !returned) return 'inline';
  return named && (ts.isClassLike(fn.parent) || ts.isPropertyDeclaration(holder) || ownerOf(fn) === undefined) ? 'outer' : 'inner';
}
