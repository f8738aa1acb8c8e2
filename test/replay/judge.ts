/** Runs the checks in processes of their own, against the platform as it was compiled before and after. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { readJson, runNode, whileServing } from '../demo/process.js';
import type { Crowd } from './checks/crowd.js';
import type { Verdicts } from './checks/main.js';

const CHECKS = join(import.meta.dirname, 'checks');

/** Where in the platform's folder its compiled states and the checks lie: git does not see it. */
export const WORKSHOP = '.replay';
const compiled = (state: string): string => join(WORKSHOP, state);

/** The checks import the runtime as the platform does, so they have to stand in its folder. */
export async function bringChecks(folder: string): Promise<void> {
  const to = join(folder, WORKSHOP, 'checks');
  await mkdir(to, { recursive: true });
  for (const file of await readdir(CHECKS)) {
    const { outputText } = ts.transpileModule(await readFile(join(CHECKS, file), 'utf8'), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } });
    await writeFile(join(to, file.replace(/\.ts$/, '.js')), outputText);
  }
}

export async function verdicts(folder: string, before: string, after: string): Promise<Verdicts> {
  return readJson(await runNode(folder, '--expose-gc', '--no-deprecation', join(WORKSHOP, 'checks', 'main.js'), join(folder, compiled(before)), join(folder, compiled(after)))) as Verdicts;
}

/** Starts the server and lets so many users work at once. */
export function crowd(folder: string, state: string, users: number): Promise<Crowd> {
  return whileServing(folder, join(compiled(state), 'src', 'main.js'), async (url) =>
    readJson(await runNode(folder, '--no-deprecation', join(WORKSHOP, 'checks', 'crowd.js'), join(folder, compiled(state)), url, String(users))) as Crowd);
}
