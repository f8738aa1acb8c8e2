/** `jiti check-types.ts [filter]`: do input and expected of the cases type-check? Needs no engine. */
import { loadCases } from './case.js';
import { typeErrors } from './typecheck.js';

const filter = process.argv[2] ?? '';
const cases = loadCases().filter((one) => one.name.includes(filter) && one.check);
let wrong = 0;
for (const one of cases) {
  for (const [label, tree] of [['input', one.input], ['expected', one.expected]] as const) {
    for (const error of typeErrors(tree)) {
      wrong += 1;
      console.log(`${one.name}/${label}/${error}`);
    }
  }
}
console.log(`${cases.length} cases, ${wrong} type errors`);
process.exitCode = wrong === 0 ? 0 : 1;
