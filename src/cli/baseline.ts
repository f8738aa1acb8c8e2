import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LEVELS, type Finding, type Level } from '../analysis/report.js';
import { makeFolder } from '../project/make-folder.js';
import { UserError } from '../project/user-error.js';

/** The findings that a team has decided to live with for now: only what is new or worse fails. */
export type Baseline = { readonly version: 1; readonly findings: Readonly<Record<string, Level>> };

export const BASELINE_FILE = 'unsingleton.baseline.json';

const keyOf = (finding: Finding): string => `${finding.rule} ${finding.id}`;

export function readBaseline(file: string): Baseline | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Baseline;
    if (value.version === 1 && typeof value.findings === 'object') return value;
  } catch {
    // Falls through to the one sentence below.
  }
  throw new UserError(`${file} is not a baseline of this tool: delete it and write it again with --baseline.`);
}

export function toBaseline(findings: readonly Finding[]): Baseline {
  const sorted = findings.map((finding) => [keyOf(finding), finding.level] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return { version: 1, findings: Object.fromEntries(sorted) };
}

/** Whole or not at all: half a baseline would let through what it no longer names. */
export function writeBaseline(file: string, findings: readonly Finding[]): void {
  try {
    makeFolder(dirname(file));
    writeFileSync(`${file}.tmp`, `${JSON.stringify(toBaseline(findings), null, 2)}\n`);
    renameSync(`${file}.tmp`, file);
  } catch (error) {
    if (existsSync(`${file}.tmp`)) rmSync(`${file}.tmp`);
    throw new UserError(`Cannot write the baseline to ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The findings that the baseline does not know, or knows at a milder level. */
export function beyondBaseline(findings: readonly Finding[], baseline: Baseline): Finding[] {
  return findings.filter((finding) => {
    const known = baseline.findings[keyOf(finding)];
    return known === undefined || LEVELS.indexOf(finding.level) < LEVELS.indexOf(known);
  });
}
