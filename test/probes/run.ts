import { scanProject } from '../../src/analysis/scan.js';
import { SHAPES, type Finding } from '../../src/analysis/report.js';
import { expectedFinding, isReported, readProbes, unpacked, type Probe } from './probe.js';

export type Outcome = { readonly probe: Probe; readonly findings: readonly Finding[]; readonly right: boolean; readonly named: boolean };

/** Scans every probe's program and judges what was reported. */
export async function judgeProbes(probes: readonly Probe[] = readProbes()): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const probe of probes) outcomes.push(await unpacked(probe, (root) => judge(probe, root)));
  return outcomes;
}

async function judge(probe: Probe, root: string): Promise<Outcome> {
  const { findings } = await scanProject({ root });
  if (probe.expect === 'safe') return { probe, findings, right: !findings.some(isReported), named: false };
  const found = expectedFinding(probe, findings);
  return { probe, findings, right: found !== undefined, named: found?.shape === probe.shape };
}

type Row = { dangerous: number; found: number; 'named as the shape': number | string; safe: number; 'false alarms': number };

export function tabulate(outcomes: readonly Outcome[]): Record<string, Row> {
  const table: Record<string, Row> = {};
  for (const { probe, right, named } of outcomes) {
    for (const name of [probe.shape, 'TOTAL']) {
      const row = (table[name] ??= { dangerous: 0, found: 0, 'named as the shape': 0, safe: 0, 'false alarms': 0 });
      if (probe.expect === 'safe') {
        row.safe += 1;
        if (!right) row['false alarms'] += 1;
      } else {
        row.dangerous += 1;
        if (right) row.found += 1;
        if (typeof row['named as the shape'] === 'number' && named) row['named as the shape'] += 1;
      }
    }
  }
  for (const [name, row] of Object.entries(table)) if (name !== 'TOTAL' && !(SHAPES as readonly string[]).includes(name)) row['named as the shape'] = '–';
  return table;
}

export function describe({ probe, findings }: Outcome): string {
  const wanted = probe.expect === 'safe' ? 'nothing' : `${probe.names.join(' or ')} in ${probe.inFiles.join(' or ')} at ${probe.level}`;
  const got = findings.filter(isReported).map((finding) => `${finding.level} ${finding.shape} ${finding.name} ${finding.file}:${String(finding.line)}`);
  return `${probe.shape}/${probe.title}\n    wanted ${wanted}\n    got    ${got.length === 0 ? 'nothing' : got.join('\n           ')}`;
}
