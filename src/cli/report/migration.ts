import type { MigrationReport } from '../../../codemods/change/report.js';
import { terminal } from '../output.js';
import { migrationAsHtml } from './migration/html.js';
import { migrationAsMarkdown } from './migration/markdown.js';
import { migrationAsPretty } from './migration/pretty.js';
import { migrationAsSarif } from './migration/sarif.js';

export const MIGRATION_FORMATS = ['pretty', 'json', 'sarif', 'markdown', 'html'] as const;
export type MigrationFormat = (typeof MIGRATION_FORMATS)[number];

/** What was (or would be) done, and the unified diff of it. */
export type MigrationView = { readonly report: MigrationReport; readonly diff: string };

const FORMATTERS: Record<MigrationFormat, (view: MigrationView) => string> = {
  pretty: (view) => migrationAsPretty(view, terminal()),
  json: ({ report }) => JSON.stringify(report, null, 2),
  sarif: ({ report }) => migrationAsSarif(report),
  markdown: migrationAsMarkdown,
  html: migrationAsHtml,
};

export const formatMigration = (format: MigrationFormat, view: MigrationView): string => FORMATTERS[format](view);
