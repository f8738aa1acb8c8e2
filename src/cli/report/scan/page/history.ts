import { LEVELS, type Level, type ScanReport } from '../../../../analysis/report.js';
import { escapeHtml } from '../../html.js';

/** A report of earlier, under the name that its file gave it. */
export type Earlier = { readonly name: string; readonly report: ScanReport };

const SIZE = { width: 640, height: 160, left: 34, right: 90, top: 12, bottom: 26 };

/** How the number of findings went: a line for each level, and the same as a table. */
export function drawHistory(earlier: readonly Earlier[], now: ScanReport): string {
  if (earlier.length === 0) return '';
  const points = [...earlier, { name: 'now', report: now }];
  const levels = LEVELS.filter((level) => level !== 'none' && points.some(({ report }) => numberOf(report, level) > 0));
  const most = Math.max(1, ...points.flatMap(({ report }) => levels.map((level) => numberOf(report, level))));
  const x = (index: number): number => SIZE.left + (index / (points.length - 1)) * (SIZE.width - SIZE.left - SIZE.right);
  const y = (number: number): number => SIZE.height - SIZE.bottom - (number / most) * (SIZE.height - SIZE.top - SIZE.bottom);
  const labels = labelHeights(levels.map((level) => y(numberOf(now, level))));
  const lines = levels.map((level, nth) => {
    const places = points.map(({ report }, index) => [x(index), y(numberOf(report, level))] as const);
    const [end] = places.at(-1) ?? [0];
    const dots = places.map(([cx, cy]) => `<circle class="dot" cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="3"/>`).join('');
    return `<g class="${level}"><polyline class="line" points="${places.map((place) => place.map((part) => part.toFixed(1)).join(',')).join(' ')}"/>${dots}<text x="${(end + 8).toFixed(1)}" y="${((labels[nth] ?? 0) + 4).toFixed(1)}" style="fill:var(--${level})">${String(numberOf(now, level))} ${level}</text></g>`;
  });
  const axis = `<text x="4" y="${String(SIZE.top + 4)}">${String(most)}</text><text x="4" y="${String(SIZE.height - SIZE.bottom + 4)}">0</text><path class="edge" d="M${String(SIZE.left)} ${String(SIZE.height - SIZE.bottom)}H${String(SIZE.width - SIZE.right)}"/>`;
  const rows = points.map(({ name, report }) => `<tr><th scope="row">${escapeHtml(name)}</th>${levels.map((level) => `<td>${String(numberOf(report, level))}</td>`).join('')}</tr>`);
  return `<h2>Over time</h2><figure><svg role="img" aria-label="Findings by level, from ${escapeHtml(points[0]?.name ?? '')} until now" width="${String(SIZE.width)}" height="${String(SIZE.height)}">${axis}${lines.join('')}</svg></figure>
<details><summary>In numbers</summary><table><thead><tr><th>report</th>${levels.map((level) => `<th>${level}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
}

/** Labels of lines that end at one height stand below one another. */
function labelHeights(heights: readonly number[]): readonly number[] {
  const order = heights.map((_, index) => index).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  const placed: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const index of order) placed[index] = last = Math.max(heights[index] ?? 0, last + 14);
  return placed;
}

function numberOf({ findings }: ScanReport, level: Level): number {
  return findings.filter((finding) => finding.level === level).length;
}
