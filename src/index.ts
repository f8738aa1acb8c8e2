/**
 * The programmatic interface: what the command line does, as functions.
 * A server imports `@unsingleton/runtime` instead; this package is a development dependency.
 */
import type { migrate as Migrate, Migration } from '../codemods/thread-context/migrate.js';
import type { MigrateOptions } from '../codemods/thread-context/options.js';
import type { ScanReport } from './analysis/report.js';
import type { scanProject as ScanProject } from './analysis/scan.js';
import type { UserConfiguration } from './project/configuration.js';

export type { Plan, Refusal } from '../codemods/change/plan.js';
export type { RefusalCode } from '../codemods/change/reasons.js';
export type { MigrationReport } from '../codemods/change/report.js';
export type { Evidence, Finding, InventoryItem, Level, ScanReport, Shape } from './analysis/report.js';
export type { Configuration, UserConfiguration } from './project/configuration.js';
export type { MigrateOptions, Migration };

/** Types a configuration file: `export default defineConfig({ identityTypes: ['Tenant'] })`. */
export function defineConfig(configuration: UserConfiguration): UserConfiguration {
  return configuration;
}

// Configuration files import this module, so it loads neither a parser nor a compiler before it is asked to.

/** Finds the state that one user's request can leak into another's; the same report as `unsingleton scan --format json`. */
export async function scanProject(options: Parameters<typeof ScanProject>[0]): Promise<ScanReport> {
  const scan = await import('./analysis/scan.js');
  return scan.scanProject(options);
}

/** Migrates the callers of legacy accessors; the same report as `unsingleton migrate --format json`. */
export async function migrate(options: Parameters<typeof Migrate>[0]): Promise<Migration> {
  const engine = await import('../codemods/thread-context/migrate.js');
  return engine.migrate(options);
}
