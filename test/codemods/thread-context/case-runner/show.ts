/** `jiti show.ts <filter>`: what the engine makes of a case, as a diff against what the case expects. */
import { createTwoFilesPatch } from 'diff';
import { loadCases } from './case.js';
import { runMigration } from './run.js';

for (const one of loadCases().filter(({ name }) => name.includes(process.argv[2] ?? ''))) {
  console.log(`\n=== ${one.name}`);
  const { report, plan, result, again } = await runMigration(one.input, one.options);
  for (const file of new Set([...one.expected.keys(), ...result.keys()])) {
    const [wanted, got] = [one.expected.get(file) ?? '', result.get(file) ?? ''];
    if (wanted !== got) console.log(createTwoFilesPatch(`expected/${file}`, `engine/${file}`, wanted, got));
  }
  const { sinks, rewritten, adapted, scoped, refused } = report;
  console.log('wanted', JSON.stringify(one.sinks), one.code ?? '');
  console.log('report', JSON.stringify({ sinks, rewritten, adapted, scoped, refused: refused.length, edits: plan.edits.length, again: again.edits.length }));
  for (const { file, line, column, code, message } of refused) console.log(`  ${file}:${line}:${column} ${code} ${message}`);
}
