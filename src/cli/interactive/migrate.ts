import { activeComponents } from '../../../codemods/change/components.js';
import type { StateRow } from '../../../codemods/change/report.js';
import type { StateAnswers } from '../../../codemods/define-factory/partition.js';
import type { Answers } from '../../../codemods/thread-context/plan.js';
import type { migrate, Migration } from '../../../codemods/thread-context/migrate.js';
import type { MigrateOptions } from '../../../codemods/thread-context/options.js';
import { chooseComponents, only } from './components.js';
import { converse, type Dialogue } from './dialogue.js';
import { askAbout, askWhose } from './questions.js';

/** Plans, asks about what was refused, plans again with the answers, and applies the components that were chosen. */
export function migrateInteractively(options: MigrateOptions, run: typeof migrate): Promise<Migration> {
  return converse(async (dialogue) => {
    const { migration, answers, state } = await settleQuestions(dialogue, options, run);
    if (activeComponents(migration.plan).length === 0) {
      dialogue.say('\nThere is nothing that could be applied.');
      return migration;
    }
    const chosen = await chooseComponents(dialogue, migration.plan);
    if (chosen.size === 0) {
      dialogue.say('\nNothing was chosen, so nothing was written.');
      return { ...migration, diff: '' };
    }
    const commitEach = options.commitEach === true || (await dialogue.choose(`Make a commit of what was chosen (${String(chosen.size)}), in parts where they are independent?`, ['y', 'n'])) === 'y';
    const whole = chosen.size === activeComponents(migration.plan).length;
    const wanted: MigrateOptions = { ...options, answers, state, write: true, commitEach, ...(!whole && { plan: only(migration.plan, chosen) }) };
    const done = await run(wanted);
    if (done.report.written || done.diff === '') return done;
    dialogue.say('\nSome uses inside requests would stay with the shared object, whose state is then divided between old and new.');
    return (await dialogue.choose('Write all the same?', ['n', 'y'])) === 'y' ? run({ ...wanted, partial: true }) : done;
  });
}

async function settleQuestions(dialogue: Dialogue, options: MigrateOptions, run: typeof migrate): Promise<{ migration: Migration; answers: Answers; state: StateAnswers }> {
  const asked: Set<string> = new Set();
  let state: StateAnswers = options.state ?? {};
  const askState = async (rows: readonly StateRow[]): Promise<StateAnswers> => {
    state = { ...state, ...await askWhose(dialogue, rows.filter(({ name }) => !asked.has(name))) };
    for (const { name } of rows) asked.add(name);
    return state;
  };
  let answers: Answers = options.answers ?? {};
  for (;;) {
    dialogue.say('Planning…');
    const migration = await run({ ...options, answers, write: false, askState });
    const more = await askAbout(dialogue, migration.plan.root, migration.report.refused, answers, asked);
    if (Object.keys(more).length === Object.keys(answers).length) return { migration, answers, state };
    // An answer can make another place a question.
    answers = more;
  }
}
