import { LEVELS, type Finding, type Level, type ScanReport } from '../../../analysis/report.js';
import { sarifLocation, sarifLog } from '../sarif.js';

const SARIF_LEVELS: Record<Level, 'error' | 'warning' | 'note' | 'none'> = { critical: 'error', high: 'error', warn: 'warning', info: 'note', none: 'none' };

// GitHub ranks a rule by this number: 9 and above is critical, 7 high, 4 medium. A rule counts as its worst finding.
const SEVERITIES: Record<Level, string> = { critical: '9.0', high: '7.5', warn: '5.0', info: '1.0', none: '0.0' };

/** Findings as SARIF results; each path becomes a code flow that a reviewer can step through. */
export function scanAsSarif(report: ScanReport): string {
  const rules = [...new Set(report.findings.map((finding) => finding.rule))].sort();
  return sarifLog({
    root: report.root,
    rules: rules.map((id) => sarifRule(id, report.findings)),
    results: report.findings.map((finding) => sarifResult(finding, rules)),
    notifications: report.skipped.map(({ file, reason }) => `${file}: ${reason}`),
  });
}

export function sarifRule(id: string, findings: readonly Finding[]): object {
  return { id, properties: { tags: ['security'], 'security-severity': SEVERITIES[worst(findings.filter((finding) => finding.rule === id))] } };
}

function worst(findings: readonly Finding[]): Level {
  return LEVELS.find((level) => findings.some((finding) => finding.level === level)) ?? 'none';
}

export function sarifResult(finding: Finding, rules: readonly string[]): object {
  const steps = finding.evidence.map((step) => ({ location: { ...sarifLocation(step), message: { text: `${step.kind}: ${step.text}` } } }));
  return {
    ruleId: finding.rule,
    ruleIndex: rules.indexOf(finding.rule),
    level: SARIF_LEVELS[finding.level],
    message: { text: finding.message },
    locations: [sarifLocation(finding)],
    partialFingerprints: { 'unsingletonId/v1': finding.id },
    properties: { shape: finding.shape, confidence: finding.confidence },
    ...(steps.length > 0 && { codeFlows: [{ threadFlows: [{ locations: steps }] }] }),
  };
}
