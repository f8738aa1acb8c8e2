/**
 * Minimum vertex cut: the fewest places at which to read the request scope, so that no path leads from an obstacle to a use.
 * Of several minimal cuts the one nearest to the uses is taken: what lies above it keeps its signature.
 */

/** A directed graph in which every vertex costs what it costs to read the scope there; 0 means that it cannot be done. */
export type CutGraph<Vertex> = {
  readonly vertices: ReadonlyMap<Vertex, number>;
  /** From the side of the obstacles towards the uses. */
  readonly edges: readonly (readonly [Vertex, Vertex])[];
  readonly obstructed: readonly Vertex[];
  readonly uses: readonly Vertex[];
};

/** Undefined when some path has no vertex at which it could be cut. */
export function minimumCut<Vertex>({ vertices, edges, obstructed, uses }: CutGraph<Vertex>): readonly Vertex[] | undefined {
  const ids = [...vertices.keys()];
  const indexOf = new Map(ids.map((vertex, index) => [vertex, index] as const));
  const source = ids.length * 2;
  const sink = source + 1;
  const network = new Network(sink + 1);
  // Every vertex is split in two; the arc between its halves carries its cost.
  for (const [index, vertex] of ids.entries()) network.add(index * 2, index * 2 + 1, vertices.get(vertex) === 0 ? Infinity : (vertices.get(vertex) ?? Infinity));
  const at = (vertex: Vertex): number => (indexOf.get(vertex) ?? 0) * 2;
  for (const [from, to] of edges) if (indexOf.has(from) && indexOf.has(to)) network.add(at(from) + 1, at(to), Infinity);
  for (const vertex of obstructed) network.add(source, at(vertex), Infinity);
  for (const vertex of uses) network.add(at(vertex) + 1, sink, Infinity);
  if (!network.saturate(source, sink)) return undefined;
  const below = network.reaching(sink);
  return ids.filter((_, index) => !below.has(index * 2) && below.has(index * 2 + 1));
}

type Arc = { readonly to: number; capacity: number; readonly back: number };

class Network {
  readonly #arcs: Arc[][];

  constructor(size: number) {
    this.#arcs = Array.from({ length: size }, () => []);
  }

  add(from: number, to: number, capacity: number): void {
    const forward = this.#arcs[from] ?? [];
    const backward = this.#arcs[to] ?? [];
    forward.push({ to, capacity, back: backward.length });
    backward.push({ to: from, capacity: 0, back: forward.length - 1 });
  }

  /** Augments along shortest paths until none is left; false when a path has no finite arc. */
  saturate(source: number, sink: number): boolean {
    for (;;) {
      const path = this.#path(source, sink);
      if (path === undefined) return true;
      const flow = Math.min(...path.map(({ capacity }) => capacity));
      if (flow === Infinity) return false;
      for (const arc of path) {
        arc.capacity -= flow;
        const back = this.#arcs[arc.to]?.[arc.back];
        if (back !== undefined) back.capacity += flow;
      }
    }
  }

  #path(source: number, sink: number): Arc[] | undefined {
    const cameBy: Map<number, { readonly from: number; readonly arc: Arc }> = new Map();
    const queue = [source];
    for (let head = 0; head < queue.length && !cameBy.has(sink); head += 1) {
      const from = queue[head] ?? source;
      for (const arc of this.#arcs[from] ?? []) {
        if (arc.capacity === 0 || arc.to === source || cameBy.has(arc.to)) continue;
        cameBy.set(arc.to, { from, arc });
        queue.push(arc.to);
      }
    }
    const path: Arc[] = [];
    for (let at = sink; at !== source;) {
      const step = cameBy.get(at);
      if (step === undefined) return undefined;
      path.push(step.arc);
      at = step.from;
    }
    return path;
  }

  /** Everything from which the sink can still be reached. */
  reaching(sink: number): ReadonlySet<number> {
    const found = new Set([sink]);
    for (let size = -1; size !== found.size;) {
      size = found.size;
      this.#arcs.forEach((arcs, from) => {
        if (!found.has(from) && arcs.some((arc) => arc.capacity > 0 && found.has(arc.to))) found.add(from);
      });
    }
    return found;
  }
}
