import type { Variable } from '../facts/facts.js';
import type { Frame, Source } from './source.js';

const MAX_CHAIN = 120;

type Key = Variable | string;
type Answer = readonly Source[];

/**
 * Answers about origins, each worked out once. A question that comes up while it is being answered contributes nothing
 * new; what was answered meanwhile on that assumption is not kept, so that the order of questions changes no answer.
 */
export class Answers {
  readonly #known: Map<Key, Answer> = new Map();
  readonly #active: Map<Key, number> = new Map();
  /** Answers that left a question open: good for the rest of the outermost question, no longer. */
  readonly #provisional: Map<Key, Answer> = new Map();
  #locals: WeakMap<NonNullable<Frame>, Map<Variable, Answer[]>> = new WeakMap();
  readonly #filling: WeakMap<NonNullable<Frame>, Set<Variable>> = new WeakMap();
  /** The outermost question that an answer in the making had to leave open, because it asks itself. */
  #open = Number.POSITIVE_INFINITY;

  forget(): void {
    this.#known.clear();
    this.#locals = new WeakMap();
  }

  once(key: Key, answer: () => Answer): Answer {
    const known = this.#known.get(key) ?? this.#provisional.get(key);
    if (known) return known;
    const position = this.#active.get(key);
    if (position !== undefined) {
      this.#open = Math.min(this.#open, position);
      return [];
    }
    const outer = this.#open;
    const own = this.#active.size;
    if (own > MAX_CHAIN) return [];
    this.#open = Number.POSITIVE_INFINITY;
    this.#active.set(key, own);
    const found = answer();
    this.#active.delete(key);
    const isClosed = this.#open >= own;
    if (isClosed) this.#known.set(key, found);
    else this.#provisional.set(key, found);
    if (own === 0) this.#provisional.clear();
    this.#open = Math.min(outer, isClosed ? Number.POSITIVE_INFINITY : this.#open);
    return found;
  }

  /**
   * A variable of one call: locals that are made of one another would else be followed along each of their many paths.
   * Kept like the answers of `once`, for each depth, as it says how far an answer goes.
   */
  local(frame: NonNullable<Frame>, variable: Variable, depth: number, answer: () => Answer): Answer {
    const locals = this.#locals.get(frame) ?? new Map<Variable, Answer[]>();
    this.#locals.set(frame, locals);
    const answers = locals.get(variable) ?? [];
    locals.set(variable, answers);
    const known = answers[depth];
    if (known) return known;
    const outer = this.#open;
    this.#open = Number.POSITIVE_INFINITY;
    const found = answer();
    if (this.#open === Number.POSITIVE_INFINITY) answers[depth] = found;
    this.#open = Math.min(outer, this.#open);
    return found;
  }

  /** What was put into a local since it was made; nothing new while that is being asked. */
  filled(frame: NonNullable<Frame>, variable: Variable, answer: () => Answer): Answer {
    const asked = this.#filling.get(frame) ?? new Set<Variable>();
    this.#filling.set(frame, asked);
    if (asked.has(variable)) {
      this.#open = 0;
      return [];
    }
    asked.add(variable);
    const found = answer();
    asked.delete(variable);
    return found;
  }
}
