import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { MigrationReport } from '../../codemods/change/report.js';
import type { Finding, ScanReport } from '../analysis/report.js';
import { UserError } from '../project/user-error.js';
import type { PageExtras } from './report/scan/html.js';

/** Reads what an HTML report shows beside the findings: earlier reports (files, or folders of them) and a migration's. */
export function readPageExtras(history: readonly string[] | undefined, migration: string | undefined, isShown: (finding: Finding) => boolean): PageExtras {
  const files = (history ?? []).flatMap((path) => (statSync(path, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(path).filter((name) => name.endsWith('.json')).sort().map((name) => join(path, name)) : [path]));
  const earlier = files.map((file) => {
    const report = readReport<ScanReport>(file, 'findings', 'scan');
    return { name: basename(file, '.json'), report: { ...report, findings: report.findings.filter(isShown) } };
  });
  return { earlier, ...(migration !== undefined && { migration: readReport<MigrationReport>(migration, 'components', 'migrate') }) };
}

function readReport<Report>(file: string, list: keyof Report & string, command: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value === 'object' && value !== null && list in value && Array.isArray((value as Record<string, unknown>)[list])) return value as Report;
  throw new UserError(`${file} is not what unsingleton ${command} --format json writes.`);
}
