import type { InventoryItem } from '../../analysis/report.js';
import type { Terminal } from '../output.js';
import { clip, count, paragraph, wrap } from './words.js';

export type PlannedChange = { readonly file: string; readonly line: number; readonly text: string; readonly why: string };

/** A verdict in words: level, reason, every step, and what a migration would change. */
export function drawExplanation(roots: readonly InventoryItem[], changes: readonly PlannedChange[], terminal: Terminal): string {
  return [...roots.map((root) => drawRoot(root, terminal)), ...changes.map((change) => drawChange(change, terminal))].join('\n\n');
}

function drawRoot(root: InventoryItem, { paint, width }: Terminal): string {
  const users = root.accessor === null ? [] : [`It is obtained through ${root.accessor.name}(), called in ${count(root.accessor.callSites, 'place')}.`];
  const paragraphs = [root.why, ...(root.message === root.why ? [] : [root.message]), ...users];
  return [
    ...wrap(`${paint('bold', root.name)} ${paint('cyan', `${root.file}:${String(root.line)}`)}: ${root.level} (${root.confidence}), ${root.shape}`, width),
    ...paragraphs.flatMap((text) => paragraph(text, 2, width)),
    ...root.evidence.flatMap((step, index) => [
      `  ${String(index + 1)}. ${paint('bold', step.kind)} ${paint('cyan', `${step.file}:${String(step.line)}:${String(step.column)}`)}`,
      ...paragraph(step.text, 5, width),
    ]),
  ].join('\n');
}

function drawChange({ file, line, text, why }: PlannedChange, { paint, width }: Terminal): string {
  return [paint('cyan', `${file}:${String(line)}`), `  ${paint('green', clip(`+ ${text.trim()}`, width - 2))}`, ...paragraph(why, 2, width)].join('\n');
}
