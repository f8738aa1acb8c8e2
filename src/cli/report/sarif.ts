import { pathToFileURL } from 'node:url';
import { version } from '../version.js';

export type SarifRun = {
  readonly root: string;
  readonly rules: readonly object[];
  readonly results: readonly object[];
  /** What could not be done, one sentence each. */
  readonly notifications: readonly string[];
};

/** A log in SARIF 2.1.0 (OASIS standard, errata 01), as code-scanning services read it. */
export function sarifLog({ root, rules, results, notifications }: SarifRun): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'unsingleton', version: version(), semanticVersion: version(), rules } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(root).href}/` } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications.map((text) => ({ level: 'note', message: { text } })) }],
        results,
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

/** A place in a file; lines and columns start at 1. */
export function sarifLocation({ file, line, column }: { file: string; line: number; column: number }): { physicalLocation: object } {
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' },
      region: { startLine: line, startColumn: column },
    },
  };
}
