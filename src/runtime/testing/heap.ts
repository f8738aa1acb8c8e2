/** The heap as a graph, read from V8's snapshot format (v8/src/profiler/heap-snapshot-generator.cc). @internal */
export type Heap = {
  /** Index of the first node for which the test holds, or -1. */
  find(test: (node: HeapNode) => boolean): number;
  /** How the node is held, from a root on: the steps that a person can read. */
  retainingPath(node: number): string;
};

/** @internal */
export type HeapNode = { readonly type: string; readonly name: string; readonly id: number };

type Snapshot = {
  readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[], ...unknown[]]; readonly edge_fields: string[]; readonly edge_types: [string[], ...unknown[]] } };
  readonly nodes: number[];
  readonly edges: number[];
  readonly strings: string[];
};

type Step = { readonly from: number; readonly kind: string; readonly name: string };

/** How many of the last steps of a path are shown. */
const SHOWN = 8;

/** @internal */
export function readHeap(text: string): Heap {
  const { snapshot, nodes, edges, strings } = JSON.parse(text) as Snapshot;
  const { node_fields: nodeFields, node_types: nodeTypes, edge_fields: edgeFields, edge_types: edgeTypes } = snapshot.meta;
  const width = nodeFields.length;
  const edgeWidth = edgeFields.length;
  const [typeAt, nameAt, idAt, edgeCountAt] = ['type', 'name', 'id', 'edge_count'].map((field) => nodeFields.indexOf(field)) as [number, number, number, number];
  const count = nodes.length / width;
  // Reading past an array's end is a snapshot that is cut short; a zero then names the root.
  const node = (index: number, field: number): number => nodes[index * width + field] ?? 0;
  const edge = (index: number, field: number): number => edges[index * edgeWidth + field] ?? 0;
  const describe = (index: number): HeapNode => ({ type: nodeTypes[0][node(index, typeAt)] ?? '', name: strings[node(index, nameAt)] ?? '', id: node(index, idAt) });
  const firstEdge = new Uint32Array(count + 1);
  for (let index = 0; index < count; index++) firstEdge[index + 1] = (firstEdge[index] ?? 0) + node(index, edgeCountAt);

  const stepsTo = (target: number, throughWeakMaps: boolean): Step[] | undefined => {
    const cameBy = new Int32Array(count).fill(-1);
    const cameFrom = new Int32Array(count).fill(-1);
    const queue = [0];
    // The queue grows while it is walked.
    for (const from of queue) {
      for (let at = firstEdge[from] ?? 0; at < (firstEdge[from + 1] ?? 0); at++) {
        const to = edge(at, 2) / width;
        if (to === 0 || cameFrom[to] !== -1) continue;
        const kind = edgeTypes[0][edge(at, 0)] ?? '';
        if (kind === 'weak' || (!throughWeakMaps && kind === 'internal' && strings[edge(at, 1)]?.includes('WeakMap'))) continue;
        cameFrom[to] = from;
        cameBy[to] = at;
        if (to === target) return trace(target, cameFrom, cameBy);
        queue.push(to);
      }
    }
    return undefined;
  };
  const trace = (target: number, cameFrom: Int32Array, cameBy: Int32Array): Step[] => {
    const steps: Step[] = [];
    for (let at = target; at > 0; at = cameFrom[at] ?? 0) {
      const by = cameBy[at] ?? 0;
      const kind = edgeTypes[0][edge(by, 0)] ?? '';
      steps.unshift({ from: cameFrom[at] ?? 0, kind, name: kind === 'element' ? String(edge(by, 1)) : (strings[edge(by, 1)] ?? '') });
    }
    return steps;
  };

  return {
    find: (test) => {
      for (let index = 0; index < count; index++) if (test(describe(index))) return index;
      return -1;
    },
    retainingPath: (target) => {
      const steps = stepsTo(target, false) ?? stepsTo(target, true);
      if (steps === undefined) return 'held from where the snapshot does not show';
      const readable = steps.findIndex(({ kind }) => kind === 'property' || kind === 'context');
      const shown = steps.slice(Math.max(readable, steps.length - SHOWN));
      const start = shown[0] === undefined ? '' : describe(shown[0].from).name;
      return shown.reduce((path, step) => path + stepText(step), start.slice(0, 60));
    },
  };
}

function stepText({ kind, name }: Step): string {
  if (kind === 'element') return `[${name}]`;
  if (kind === 'property') return `.${name}`;
  if (kind === 'context') return ` → closure variable ${name}`;
  return ` → (${name})`;
}
