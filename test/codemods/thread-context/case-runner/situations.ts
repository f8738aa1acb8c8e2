/** The table "situation → answer → case", made from the catalogue and the cases themselves. */
import type { Case } from './case.js';
import { CATALOGUE, FAMILIES, type Situation, type WantedAnswer } from './catalogue.js';

const answerOf = (one: Case): WantedAnswer => (one.answer === 'refuse' && one.code !== undefined ? one.code : (one.answer as WantedAnswer));

/** `B5: UNTYPED_CALL` for every answer of the catalogue that no case shows. */
export function answersWithoutCase(cases: readonly Case[]): string[] {
  return CATALOGUE.flatMap(({ id, answers }) => {
    const shown = new Set(cases.filter((one) => one.situations.includes(id)).map(answerOf));
    return answers.filter((answer) => !shown.has(answer)).map((answer) => `${id}: ${answer}`);
  });
}

export function unknownSituations(cases: readonly Case[]): string[] {
  const known = new Set(CATALOGUE.map(({ id }) => id));
  return cases.flatMap((one) => one.situations.filter((id) => !known.has(id)).map((id) => `${one.name}: ${id}`));
}

export function renderSituations(cases: readonly Case[]): string {
  const sections = Object.entries(FAMILIES).map(([letter, title]) => {
    const rows = CATALOGUE.filter(({ id }) => id.startsWith(letter)).flatMap((situation) => rowsOf(situation, cases));
    return [`## ${letter}. ${title}`, '', '| | situation | answer | case |', '|---|---|---|---|', ...rows, ''].join('\n');
  });
  return `${HEADER}\n${sections.join('\n')}`;
}

const HEADER = `# Every situation, the answer, and the case that shows it

Made by \`npm run situations\`; do not edit. Each case is a folder \`input/\` → \`expected/\` that the tests run.

- **rewrite**: the context is passed, the meaning stays.
- **adapt**: a closure or another small adapter joins two parts that cannot be joined directly.
- **scope**: the context is read from the running request scope.
- open: the case says what is right, and the migration does not do it yet.
- A code in capitals: refused. The code stays as it was, with a marker that says why.
`;

function rowsOf({ id, text }: Situation, cases: readonly Case[]): string[] {
  const shown = cases.filter((one) => one.situations.includes(id));
  if (shown.length === 0) return [`| ${id} | ${text} | | |`];
  return shown.map((one, index) => {
    const answer = one.answer === 'refuse' ? `\`${answerOf(one)}\`` : answerOf(one);
    const link = `[${cell(one.title)}](../test/codemods/thread-context/cases/${one.name})`;
    const open = one.pending === undefined ? '' : ` (open: ${cell(one.pending)})`;
    return `| ${index === 0 ? id : ''} | ${index === 0 ? cell(text) : ''} | ${answer}${open} | ${link} |`;
  });
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
