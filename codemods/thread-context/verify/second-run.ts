/** Planning again on the result must find nothing to do: what it finds, the first plan has missed. */
import type { RolledBack } from '../../change/components.js';
import type { Plan, Refusal } from '../../change/plan.js';
import { PositionMap, byFile, changedRanges } from '../../change/splice.js';

export type SecondRun = {
  /** The plan whose result was planned again. */
  readonly plan: Plan;
  /** The text of any file before and after. */
  readonly before: (file: string) => string;
  readonly after: (file: string) => string;
  readonly again: Plan;
};

/** Components of the second plan that the first one held too, and that were rolled back: they would fail again. */
export function rolledBackAgain({ plan, before, after, again }: SecondRun): ReadonlyMap<number, RolledBack> {
  const edits = byFile(plan.edits);
  const placeNow = ({ file, line, column }: Refusal): string => {
    const map = new PositionMap(changedRanges(edits.get(file) ?? [], before(file).length));
    const moved = map.after(offsetAt(before(file), line, column)) ?? 0;
    const above = after(file).slice(0, moved);
    return `${file}:${String(above.split('\n').length)}:${String(moved - above.lastIndexOf('\n'))}`;
  };
  const withheld = new Map(plan.refusals.filter(({ code }) => code === 'VERIFICATION_FAILED' || code === 'UNSUPPORTED_FILE').map((refusal) => [placeNow(refusal), refusal]));
  const found: Map<number, RolledBack> = new Map();
  for (const { file, line, column, component } of again.sinks) {
    const refusal = withheld.get(`${file}:${String(line)}:${String(column)}`);
    if (refusal && component !== null) found.set(component, { code: refusal.code, message: refusal.message });
  }
  return found;
}

function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}
