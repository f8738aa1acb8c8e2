/** Planning again on the result must find nothing to do: what it finds, the first plan has missed. */
import { activeComponents, editsOf } from '../../change/components.js';
import type { Edit, Plan, Refusal } from '../../change/plan.js';
import { PositionMap, byFile, changedRanges } from '../../change/splice.js';

export type SecondRun = {
  /** The plan whose result was planned again. */
  readonly plan: Plan;
  /** The original text of every file, and the edited text of those with edits. */
  readonly before: (file: string) => string;
  readonly after: (file: string) => string;
  readonly again: Plan;
};

/** All edits of the second plan but those of components that were rolled back: they are found again, and fail again. */
export function unexpectedEdits({ plan, before, after, again }: SecondRun): readonly Edit[] {
  const edits = byFile(plan.edits);
  const placeNow = ({ file, line, column }: Refusal): string => {
    const map = new PositionMap(changedRanges(edits.get(file) ?? [], before(file).length));
    const moved = map.after(offsetAt(before(file), line, column)) ?? 0;
    const above = after(file).slice(0, moved);
    return `${file}:${String(above.split('\n').length)}:${String(moved - above.lastIndexOf('\n'))}`;
  };
  const withheld = new Set(plan.refusals.filter(({ code }) => code === 'VERIFICATION_FAILED').map(placeNow));
  const known = new Set(again.sinks.filter(({ file, line, column }) => withheld.has(`${file}:${String(line)}:${String(column)}`)).map(({ component }) => component));
  return editsOf(again, new Set(activeComponents(again).filter((id) => !known.has(id))));
}

function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}
