import type { ScanReport } from '../../analysis/report.js';
import { terminal } from '../output.js';
import type { PageExtras } from './scan/html.js';

export const SCAN_FORMATS = ['pretty', 'json', 'sarif', 'github', 'markdown', 'html'] as const;
export type ScanFormat = (typeof SCAN_FORMATS)[number];

/** Machines, and the page that has filters, get every finding; people get what they should act on. */
export const isWhole = (format: ScanFormat): boolean => format === 'json' || format === 'sarif' || format === 'html';

// Each is loaded only when asked for: a hook should not wait for the page.
const FORMATTERS: Record<ScanFormat, (report: ScanReport, extras: PageExtras) => Promise<string>> = {
  pretty: async (report) => (await import('./scan/pretty.js')).scanAsPretty(report, terminal()),
  json: (report) => Promise.resolve(JSON.stringify(report, null, 2)),
  sarif: async (report) => (await import('./scan/sarif.js')).scanAsSarif(report),
  github: async (report) => (await import('./scan/github.js')).scanAsGithub(report),
  markdown: async (report) => (await import('./scan/markdown.js')).scanAsMarkdown(report),
  html: async (report, extras) => (await import('./scan/html.js')).scanAsHtml(report, extras),
};

export const formatScan = (format: ScanFormat, report: ScanReport, extras: PageExtras = {}): Promise<string> => FORMATTERS[format](report, extras);
