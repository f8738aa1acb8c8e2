/** A: where a context can be found at a place. The order is fixed and the first unique hit wins; nothing is ever guessed. */
import { ts } from '@ts-morph/common';
import { ContextPaths } from './context-paths.js';
import { isMadeByModule } from './lifetimes.js';
import type { Block, Source, Supply } from './model.js';
import { isNarrowed } from './narrowing.js';
import type { Program } from './program.js';
import { contains, enclosing, isBodied, isStatic, lineOf, parentOf, type Bodied } from './syntax.js';
import { enclosingUserLoop } from './user-loops.js';
import { boundNames, cannotHold, visibleIn, type Visible } from './visible.js';

/** A value of the context type that can be named at the place. */
type Candidate = {
  readonly path: string;
  readonly declaration: ts.Node;
  readonly maybe: boolean;
  /** Declared inside a loop's body: it is the loop's own user. */
  readonly loop: ts.Node | undefined;
  readonly depth: number;
  /** Cannot be assigned again, so that narrowing outlives function boundaries. */
  readonly isStable: () => boolean;
};

export type Derive = (fn: Bodied, at: ts.Node) => Source | undefined;

export class Sources {
  readonly #program: Program;
  readonly #inside: ContextPaths;
  readonly #visible: Map<ts.Node, readonly Visible[]> = new Map();
  readonly #candidates: Map<ts.Node, readonly Candidate[]> = new Map();

  constructor(program: Program) {
    this.#program = program;
    this.#inside = new ContextPaths(program);
  }

  /** A1 and A2: an expression in reach, an obstacle, or nothing. */
  find(at: ts.Node): Supply | undefined {
    const found = this.#collect(at);
    const inScope = found.filter((candidate) => candidate.depth === 0);
    const chosen = running(at, inScope.length > 0 ? inScope : found);
    if (chosen.length === 0) return undefined;
    const loop = enclosingUserLoop(this.#program, at);
    const own = loop === undefined ? undefined : chosen.filter((candidate) => candidate.loop !== undefined && contains(loop, candidate.declaration));
    if (own !== undefined && own.length === 0) return blocked('AMBIGUOUS_CONTEXT', at, `The loop at line ${String(lineOf(loop ?? at))} goes over several users, and ${names(chosen)} is the caller's: declare the loop's own context in its body.`);
    const innermost = own ?? loopsFirst(chosen);
    const [only, second] = innermost;
    if (only === undefined) return undefined;
    if (second !== undefined) return blocked('AMBIGUOUS_CONTEXT', at, `Both ${names(innermost)} are in reach: pass the one that the work is for.`);
    if (only.maybe && !isNarrowed(only.path, only.isStable(), at)) return blocked('MAYBE_UNDEFINED', at, `${only.path} may be undefined here: check it first, then run again.`);
    return { kind: 'expression', text: only.path, within: enclosing(only.declaration, isBodied) };
  }

  #collect(at: ts.Node): Candidate[] {
    const found: Candidate[] = [];
    const inner: ts.Node[] = [];
    const isHidden = (name: string): boolean => inner.some((node) => this.#visibleIn(node).some((visible) => boundNames(visible.name).includes(name)));
    let node = at;
    let outermost = true;
    let thisIsOther = false;
    for (let parent = parentOf(node); parent !== undefined; parent = parentOf(node)) {
      const moduleLevel = ts.isSourceFile(parent);
      // A context of the module is one user's for ever; only code that runs once, at module level, may use it.
      if (!moduleLevel || outermost) {
        const here = this.#declared(parent).filter((candidate) => !moduleLevel || candidate.depth === 0);
        for (const candidate of here) {
          const root = candidate.path.split('.')[0] ?? '';
          const later = !ts.isParameter(candidate.declaration) && candidate.declaration.pos >= node.pos && root !== 'this';
          if (!isHidden(root) && !(root === 'this' && thisIsOther) && !later && reachable(candidate, node)) found.push(candidate);
        }
      }
      inner.push(parent);
      if (isBodied(parent) && runsFor(parent) === undefined) outermost = false;
      if (ts.isPropertyDeclaration(parent)) outermost = false;
      if (ts.isClassLike(parent) || (isBodied(parent) && !ts.isArrowFunction(parent) && !ts.isClassLike(parent.parent))) thisIsOther = true;
      node = parent;
    }
    return distinct(found);
  }

  /** Candidates that a node declares itself: parameters, variables of a block, fields of a class. */
  #declared(node: ts.Node): readonly Candidate[] {
    let known = this.#candidates.get(node);
    if (known === undefined) {
      known = ts.isClassLike(node) ? this.#fields(node) : this.#visibleIn(node).flatMap((visible) => this.#candidatesOf(visible));
      this.#candidates.set(node, known);
    }
    return known;
  }

  #fields(node: ts.ClassLikeDeclaration): Candidate[] {
    // What the module makes lives for all: a context in it is one user's for ever.
    if (isMadeByModule(this.#program, node)) return [];
    const parameters = node.members.filter(ts.isConstructorDeclaration).flatMap((constructor) => constructor.parameters.filter((at) => ts.isParameterPropertyDeclaration(at, constructor)));
    const fields = node.members.filter((at): at is ts.PropertyDeclaration => ts.isPropertyDeclaration(at) && !isStatic(at));
    return [...parameters, ...fields].flatMap((at) => {
      if (!ts.isIdentifier(at.name) && !ts.isPrivateIdentifier(at.name)) return [];
      return this.#paths(`this.${at.name.text}`, at.name, at.type, 1, { declaration: at, loop: undefined, isStable: () => true });
    });
  }

  #visibleIn(node: ts.Node): readonly Visible[] {
    let known = this.#visible.get(node);
    if (known === undefined) {
      known = visibleIn(node);
      this.#visible.set(node, known);
    }
    return known;
  }

  #candidatesOf({ name, type, loop, initializer, isStable }: Visible): Candidate[] {
    if (cannotHold(type, initializer)) return [];
    if (ts.isIdentifier(name)) {
      const more = { declaration: name.parent, loop, isStable };
      // `const owner = userContext` names the same context twice.
      if (initializer !== undefined && ts.isIdentifier(initializer) && this.#program.contextType(this.#program.oracle.type(name)) !== undefined) return [];
      return this.#paths(name.text, name, type, 0, more);
    }
    return name.elements.flatMap((element) => (ts.isBindingElement(element) ? this.#candidatesOf({ name: element.name, type: undefined, loop, initializer: undefined, isStable }) : []));
  }

  #paths(path: string, name: ts.Node, annotation: ts.TypeNode | undefined, depth: number, more: Pick<Candidate, 'declaration' | 'loop' | 'isStable'>): Candidate[] {
    if (!this.#program.mayHoldContext(name)) return [];
    const direct = this.#program.contextOf(name, annotation);
    if (direct !== undefined) return [{ path, depth, maybe: direct === 'maybe', ...more }];
    const found = this.#inside.of(this.#program.oracle.type(name), name);
    return found.map((at) => ({ path: path + at.path, depth: depth + at.depth, maybe: at.maybe, ...more }));
  }
}

function blocked(code: Block['code'], at: ts.Node, message: string): Supply {
  return { kind: 'blocked', block: { code, at, message } };
}

function names(candidates: readonly Candidate[]): string {
  return candidates.map((at) => `\`${at.path}\``).join(' and ');
}

/** A context declared in the body of the innermost loop wins over those outside. */
function loopsFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  const looped = candidates.filter((at) => at.loop !== undefined);
  return looped.length > 0 ? looped.filter((at) => at.loop === looped[0]?.loop) : candidates;
}

/** Inside `runInScope(userContext, …)` the work is for that context, whichever others are in reach from outside. */
function running(at: ts.Node, candidates: readonly Candidate[]): readonly Candidate[] {
  const body = enclosing(at, (node): node is Bodied => isBodied(node) && runsFor(node) !== undefined);
  if (body === undefined || candidates.some(({ declaration }) => contains(body, declaration))) return candidates;
  const own = candidates.filter(({ path }) => path === runsFor(body));
  return own.length > 0 ? own : candidates;
}

/** The context beside a closure that runs once, where it stands: `runInScope(userContext, async () => …)`. */
function runsFor(fn: Bodied): string | undefined {
  const call = parentOf(fn);
  if (call === undefined || !ts.isCallExpression(call) || call.arguments[1] !== fn) return undefined;
  return /(^|\.)runInScope$/.test(call.expression.getText()) ? call.arguments[0]?.getText() : undefined;
}

function distinct(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map((at) => [at.path, at] as const).reverse()).values()].reverse();
}

/** A parameter is not in reach of the parameters before it; a field is not in reach of initialisers before its own. */
function reachable(candidate: Candidate, from: ts.Node): boolean {
  if (ts.isParameter(candidate.declaration) && ts.isParameter(from) && candidate.declaration.parent === from.parent) return candidate.declaration.pos < from.pos;
  if (candidate.path.startsWith('this.') && (ts.isPropertyDeclaration(from) || ts.isParameter(from))) return false;
  if (candidate.path.startsWith('this.') && ts.isConstructorDeclaration(from)) return false;
  return !(candidate.path.startsWith('this.') && isStatic(from));
}
