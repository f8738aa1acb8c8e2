import type { ScanReport } from '../../analysis/report.js';
import { terminal } from '../output.js';
import { scanAsGithub } from './scan/github.js';
import { scanAsHtml } from './scan/html.js';
import { scanAsMarkdown } from './scan/markdown.js';
import { scanAsPretty } from './scan/pretty.js';
import { scanAsSarif } from './scan/sarif.js';

export const SCAN_FORMATS = ['pretty', 'json', 'sarif', 'github', 'markdown', 'html'] as const;
export type ScanFormat = (typeof SCAN_FORMATS)[number];

/** Machines get every finding; people get what they should act on. */
export const isForMachines = (format: ScanFormat): boolean => format === 'json' || format === 'sarif';

const FORMATTERS: Record<ScanFormat, (report: ScanReport) => string> = {
  pretty: (report) => scanAsPretty(report, terminal()),
  json: (report) => JSON.stringify(report, null, 2),
  sarif: scanAsSarif,
  github: scanAsGithub,
  markdown: scanAsMarkdown,
  html: scanAsHtml,
};

export const formatScan = (format: ScanFormat, report: ScanReport): string => FORMATTERS[format](report);
