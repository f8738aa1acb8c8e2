import { describe, judgeProbes, tabulate } from './run.js';
import { readProbes } from './probe.js';

const filter = process.argv[2] ?? '';
const outcomes = await judgeProbes(readProbes().filter((probe) => `${probe.shape}/${probe.title}`.includes(filter)));
console.table(tabulate(outcomes));
const wrong = outcomes.filter((outcome) => !outcome.right);
for (const outcome of wrong) console.log(describe(outcome));
process.exitCode = wrong.length === 0 ? 0 : 1;
