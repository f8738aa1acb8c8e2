/** `node --expose-gc main.js <folder compiled before> <folder compiled after>`: all verdicts as JSON. */
import { COMPLIANCE } from './compliance.js';
import { FAILURES } from './hand-migration.js';
import { loadPlatform } from './platform.js';

/** What went wrong, or null. */
export type Verdict = string | null;
export type ComplianceVerdict = { readonly name: string; readonly users: number; readonly before: Verdict; readonly after: Verdict };
export type FailureVerdict = { readonly name: string; readonly control: Verdict; readonly after: Verdict };
export type Verdicts = { readonly compliance: readonly ComplianceVerdict[]; readonly failures: readonly FailureVerdict[] };

async function verdictOf(check: () => unknown): Promise<Verdict> {
  try {
    await check();
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '').replace(/:$/, '') : String(error);
  }
}

const [before = '', after = ''] = process.argv.slice(2);
const [original, migrated] = await Promise.all([loadPlatform(before), loadPlatform(after)]);
const compliance: ComplianceVerdict[] = [];
for (const users of [10, 1000]) {
  for (const { name, holds } of COMPLIANCE) {
    compliance.push({ name, users, before: await verdictOf(() => holds(original.accessor, users)), after: await verdictOf(() => holds(migrated.accessor, users)) });
  }
}
const failures: FailureVerdict[] = [];
for (const { name, holds, control } of FAILURES) {
  const subjects = { original, migrated };
  failures.push({ name, control: await verdictOf(() => control(subjects)), after: await verdictOf(() => holds(subjects)) });
}
console.log(JSON.stringify({ compliance, failures } satisfies Verdicts));
