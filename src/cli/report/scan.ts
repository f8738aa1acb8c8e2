import type { ScanReport } from '../../analysis/report.js';
import { terminal } from '../output.js';
import { scanAsGithub } from './scan/github.js';
import { scanAsHtml, type PageExtras } from './scan/html.js';
import { scanAsMarkdown } from './scan/markdown.js';
import { scanAsPretty } from './scan/pretty.js';
import { scanAsSarif } from './scan/sarif.js';

export const SCAN_FORMATS = ['pretty', 'json', 'sarif', 'github', 'markdown', 'html'] as const;
export type ScanFormat = (typeof SCAN_FORMATS)[number];

/** Machines, and the page that has filters, get every finding; people get what they should act on. */
export const isWhole = (format: ScanFormat): boolean => format === 'json' || format === 'sarif' || format === 'html';

const FORMATTERS: Record<ScanFormat, (report: ScanReport, extras: PageExtras) => string> = {
  pretty: (report) => scanAsPretty(report, terminal()),
  json: (report) => JSON.stringify(report, null, 2),
  sarif: scanAsSarif,
  github: scanAsGithub,
  markdown: scanAsMarkdown,
  html: scanAsHtml,
};

export const formatScan = (format: ScanFormat, report: ScanReport, extras: PageExtras = {}): string => FORMATTERS[format](report, extras);
