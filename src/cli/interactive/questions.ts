import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answers } from '../../../codemods/thread-context/plan.js';
import type { MigrationReport, StateKind, StateRow } from '../../../codemods/change/report.js';
import type { StateAnswers } from '../../../codemods/define-factory/partition.js';
import { reasonOf } from '../../../codemods/change/reasons.js';
import { clip, wrap } from '../report/words.js';
import type { Dialogue } from './dialogue.js';

type Refused = MigrationReport['refused'][number];

const keyOf = ({ file, line, column }: Refused): string => `${file}:${String(line)}:${String(column)}`;

/** Asks about each refused place that was not asked about before, with its code in view. The answers given, old ones included. */
export async function askAbout(dialogue: Dialogue, root: string, refused: readonly Refused[], known: Answers, asked: Set<string>): Promise<Answers> {
  const answers: Record<string, string> = { ...known };
  for (const refusal of refused) {
    const key = keyOf(refusal);
    if (asked.has(key)) continue;
    asked.add(key);
    dialogue.say(drawPlace(dialogue, root, refusal));
    const answer = await dialogue.choose('(l)eave it as it is, read the running request (s)cope, or give an (e)xpression?', ['l', 's', 'e']);
    if (answer === 's') answers[key] = 'scope';
    if (answer === 'e') {
      const expression = await dialogue.ask('The context here is: ');
      if (expression !== '') answers[key] = expression;
    }
  }
  return answers;
}

const KINDS: Readonly<Record<string, StateKind>> = { r: 'request', u: 'user', p: 'process', c: 'configuration' };

/** Asks whose each field is that nothing tells the owner of. */
export async function askWhose(dialogue: Dialogue, rows: readonly StateRow[]): Promise<StateAnswers> {
  const answers: Record<string, StateKind> = {};
  for (const { name, why, evidence } of rows) {
    const { paint } = dialogue.view;
    dialogue.say(['', `${paint('yellow', 'STATE_UNCLEAR')} ${name} ${why}`, ...evidence.map(({ file, line, text }) => `  ${paint('cyan', `${file}:${String(line)}`)}  ${text}`)].join('\n'));
    const kind = KINDS[await dialogue.choose('(l)eave it, or is it one (r)equest\'s, one (u)ser\'s, everybody\'s in the (p)rocess, or (c)onfiguration?', ['l', ...Object.keys(KINDS)])];
    if (kind !== undefined) answers[name] = kind;
  }
  return answers;
}

/** Lines shown on either side. */
const AROUND = 4;

function drawPlace({ view: { paint, width } }: Dialogue, root: string, refusal: Refused): string {
  const lines = readFileSync(join(root, refusal.file), 'utf8').split(/\r?\n/);
  const first = Math.max(1, refusal.line - AROUND);
  const frame = lines.slice(first - 1, refusal.line + AROUND).map((line, index) => {
    const number = first + index;
    const text = clip(`${String(number).padStart(5)} │ ${line.replaceAll('\t', '  ')}`, width);
    return number === refusal.line ? paint('bold', `›${text.slice(1)}`) : paint('gray', text);
  });
  const head = `${paint('yellow', refusal.code)} ${reasonOf(refusal.code).short} ${paint('cyan', keyOf(refusal))}`;
  return ['', head, ...wrap(refusal.message, width - 2).map((line) => `  ${line}`), ...frame].join('\n');
}
