import { join } from 'node:path';
import { activeComponents, editsOf, withDependents, withoutComponents } from '../../../codemods/change/components.js';
import { unifiedDiff, type FileChange } from '../../../codemods/change/diff.js';
import type { Component, Plan } from '../../../codemods/change/plan.js';
import { readSource, withMark } from '../../../codemods/change/source.js';
import { byFile, splice } from '../../../codemods/change/splice.js';
import { paintDiff } from '../report/diff.js';
import { count } from '../report/words.js';
import type { Dialogue } from './dialogue.js';

/** Shows each component's diff and asks whether to apply it. What depends on one that is left, is left too. */
export async function chooseComponents(dialogue: Dialogue, plan: Plan): Promise<ReadonlySet<number>> {
  const active = activeComponents(plan);
  const components = plan.components.filter(({ id }) => active.includes(id));
  const { paint } = dialogue.view;
  dialogue.say(`\n${paint('bold', count(components.length, 'component'))}, each a connected part that compiles by itself:`);
  for (const component of components) dialogue.say(`  ${nameOf(component)}`);
  const left: Set<number> = new Set();
  for (const [index, component] of components.entries()) {
    if (withDependents(plan.components, left).has(component.id)) {
      dialogue.say(`\nComponent ${String(component.id)} needs one that is left, so it is left too.`);
      left.add(component.id);
      continue;
    }
    dialogue.say(`\n${paint('bold', nameOf(component))}\n${paintDiff(diffOf(plan, component), dialogue.view)}`);
    const answer = await dialogue.choose('Apply it: (y)es, (n)o, (a)ll that follow, (q)uit?', ['y', 'n', 'a', 'q']);
    if (answer === 'a') break;
    if (answer === 'n') left.add(component.id);
    if (answer === 'q') for (const { id } of components.slice(index)) left.add(id);
    if (answer === 'q') break;
  }
  const gone = withDependents(plan.components, left);
  return new Set(active.filter((id) => !gone.has(id)));
}

function nameOf({ id, files, sinks }: Component): string {
  return `component ${String(id)}: ${count(sinks, 'call')} in ${files.join(', ')}`;
}

function diffOf(plan: Plan, component: Component): string {
  const own = editsOf({ ...plan, edits: plan.edits.filter(({ component: id, sharedWith }) => id === component.id || sharedWith?.includes(component.id)) }, new Set([component.id]));
  return unifiedDiff([...byFile(own)].flatMap(([file, edits]): FileChange[] => {
    const source = readSource(join(plan.root, file));
    return 'unsupported' in source ? [] : [{ file, before: withMark(source, source.text), after: withMark(source, splice(source.text, edits)) }];
  }));
}

/** The plan with the chosen components alone: the uses in the others stay, and are told as left by choice. */
export function only(plan: Plan, chosen: ReadonlySet<number>): Plan {
  const left = activeComponents(plan).filter((id) => !chosen.has(id));
  return withoutComponents(plan, new Map(left.map((id) => [id, { code: 'LEFT_BY_CHOICE', message: 'It was left for another time.' }])));
}
