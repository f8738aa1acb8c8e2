import type { UserNode, UsersGraph } from '../../../../analysis/report.js';
import { escapeHtml } from '../../html.js';
import { clip, count } from '../../words.js';

/** Pixels. */
const BOX = { width: 210, height: 34, gapX: 60, gapY: 12 };
const LABEL = 27;
/** Routes that the caption names. */
const NAMED = 8;

/** The users of a singleton as a picture: routes on the left, what they reach to the right of them, the singleton last. */
export function drawUsers({ nodes, edges, more }: UsersGraph): string {
  const [singleton] = nodes;
  if (singleton === undefined || nodes.length === 1) return '';
  const layers = layersOf(nodes.length, edges);
  const deepest = Math.max(...layers);
  const sizes = layers.reduce<number[]>((counts, layer) => Object.assign(counts, { [layer]: (counts[layer] ?? 0) + 1 }), []);
  const tallest = Math.max(...sizes);
  const placed: number[] = [];
  const places = layers.map((layer) => {
    const row = placed[layer] ?? 0;
    placed[layer] = row + 1;
    // Each column stands in the middle, so that lines stay short.
    return { x: 2 + (deepest - layer) * (BOX.width + BOX.gapX), y: 2 + (row + (tallest - (sizes[layer] ?? 0)) / 2) * (BOX.height + BOX.gapY) };
  });
  const width = 4 + (deepest + 1) * BOX.width + deepest * BOX.gapX;
  const height = 4 + tallest * (BOX.height + BOX.gapY);
  const routes = [...new Set(nodes.flatMap(({ kind, name }) => (kind === 'route' ? [name] : [])))];
  const from = routes.length === 0 ? 'no route that is known' : [...routes.slice(0, NAMED), ...(routes.length > NAMED ? [`${String(routes.length - NAMED)} more`] : [])].join(', ');
  const said = `${singleton.name} is reached by ${count(nodes.length - 1 + more, 'function')}, from ${from}`;
  const lines = edges.map(([from, to]) => curve(places[from], places[to])).join('');
  const boxes = nodes.map((node, index) => drawNode(node, places[index])).join('');
  return `<figure><svg role="img" aria-label="${escapeHtml(said)}" width="${String(width)}" height="${String(height)}">${lines}${boxes}</svg>
<figcaption>${escapeHtml(said)}${more === 0 ? '' : `; ${String(more)} of them are not drawn`}.</figcaption></figure>`;
}

type Place = { readonly x: number; readonly y: number };

/** How many calls a node is away from the singleton, by the shortest way. */
function layersOf(size: number, edges: UsersGraph['edges']): number[] {
  const layers = new Array<number>(size).fill(Number.POSITIVE_INFINITY);
  layers[0] = 0;
  const queue = [0];
  for (const used of queue) {
    for (const [from, to] of edges) {
      if (to !== used || layers[from] !== Number.POSITIVE_INFINITY) continue;
      layers[from] = (layers[used] ?? 0) + 1;
      queue.push(from);
    }
  }
  return layers.map((layer) => (Number.isFinite(layer) ? layer : 1));
}

function curve(from: Place | undefined, to: Place | undefined): string {
  if (!from || !to) return '';
  const middle = BOX.height / 2;
  const [startX, endX] = from.x < to.x ? [from.x + BOX.width, to.x] : [from.x, to.x];
  const bend = from.x < to.x ? BOX.gapX / 2 : -BOX.gapX / 2;
  return `<path class="edge" d="M${String(startX)} ${String(from.y + middle)} C${String(startX + bend)} ${String(from.y + middle)} ${String(endX - Math.abs(bend))} ${String(to.y + middle)} ${String(endX)} ${String(to.y + middle)}"/>`;
}

function drawNode({ kind, name, file, line }: UserNode, place: Place | undefined): string {
  if (!place) return '';
  const at = `${file}:${String(line)}`;
  const middle = place.x + 8;
  return `<g><title>${escapeHtml(`${name} ${at}`)}</title><rect class="box ${kind}" x="${String(place.x)}" y="${String(place.y)}" width="${String(BOX.width)}" height="${String(BOX.height)}" rx="6"/>`
    + `<text x="${String(middle)}" y="${String(place.y + 15)}">${escapeHtml(clip(name, LABEL))}</text><text x="${String(middle)}" y="${String(place.y + 28)}" opacity=".65" font-size="10">${escapeHtml(clipStart(at, LABEL + 5))}</text></g>`;
}

/** Of a path the end says most. */
function clipStart(text: string, width: number): string {
  return text.length <= width ? text : `…${text.slice(text.length - width + 1)}`;
}
