import { pathToFileURL } from 'node:url';
import type { Evidence, Finding, Level, ScanReport } from '../../../analysis/report.js';
import { version } from '../../run.js';

const SARIF_LEVELS: Record<Level, 'error' | 'warning' | 'note' | 'none'> = { critical: 'error', high: 'error', warn: 'warning', info: 'note', none: 'none' };

// GitHub sorts by this number: 9 and above is critical, 7 high, 4 medium.
const SEVERITIES: Record<Level, string> = { critical: '9.0', high: '7.5', warn: '5.0', info: '1.0', none: '0.0' };

/** SARIF 2.1.0 (OASIS), as code-scanning services read it; each path becomes a code flow. */
export function scanAsSarif(report: ScanReport): string {
  const rules = [...new Set(report.findings.map((finding) => finding.rule))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'unsingleton', version: version(), semanticVersion: version(), rules: rules.map((id) => ({ id, properties: { tags: ['security'] } })) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(report.root).href}/` } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.skipped.map(({ file, reason }) => ({ level: 'note', message: { text: `${file}: ${reason}` } })),
          },
        ],
        results: report.findings.map((finding) => toResult(finding, rules)),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function toResult(finding: Finding, rules: readonly string[]): object {
  return {
    ruleId: finding.rule,
    ruleIndex: rules.indexOf(finding.rule),
    level: SARIF_LEVELS[finding.level],
    message: { text: finding.message },
    locations: [location(finding)],
    partialFingerprints: { 'unsingletonId/v1': finding.id },
    properties: { 'security-severity': SEVERITIES[finding.level], shape: finding.shape, confidence: finding.confidence },
    ...(finding.evidence.length > 0 && { codeFlows: [{ threadFlows: [{ locations: finding.evidence.map((step) => ({ location: { ...location(step), message: { text: `${step.kind}: ${step.text}` } } })) }] }] }),
  };
}

function location({ file, line, column }: Pick<Evidence, 'file' | 'line' | 'column'>): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' },
      region: { startLine: line, startColumn: column },
    },
  };
}
