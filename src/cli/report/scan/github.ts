import type { Finding, Level, ScanReport } from '../../../analysis/report.js';

const COMMANDS: Record<Level, string> = { critical: 'error', high: 'error', warn: 'warning', info: 'notice', none: 'notice' };

/**
 * Workflow commands that GitHub Actions shows as annotations on the changed lines.
 * Source: docs.github.com, "Workflow commands for GitHub Actions".
 */
export function scanAsGithub(report: ScanReport): string {
  const lines = report.findings.map((finding) => annotation(finding));
  const skipped = report.skipped.map(({ file, reason }) => `::notice file=${property(file)}::${data(`not analysed: ${reason}`)}`);
  return [...lines, ...skipped].join('\n');
}

function annotation(finding: Finding): string {
  const place = `file=${property(finding.file)},line=${String(finding.line)},col=${String(finding.column)}`;
  const path = finding.evidence.map((step) => `${step.kind} ${step.file}:${String(step.line)} ${step.text}`);
  return `::${COMMANDS[finding.level]} ${place},title=${property(`${finding.rule}: ${finding.name}`)}::${data([finding.message, ...path].join('\n'))}`;
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
