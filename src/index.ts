/**
 * The programmatic interface: what the command line does, as functions.
 * A server imports `@unsingleton/runtime` instead; this package is a development dependency.
 */
import type { UserConfiguration } from './project/configuration.js';

export type { MigrationReport } from '../codemods/change/report.js';
export type { Plan, Refusal } from '../codemods/change/plan.js';
export type { RefusalCode } from '../codemods/change/reasons.js';
export { migrate, type MigrateOptions, type Migration } from '../codemods/thread-context/migrate.js';
export type { Evidence, Finding, InventoryItem, Level, ScanReport, Shape } from './analysis/report.js';
export { scanProject } from './analysis/scan.js';
export type { Configuration, UserConfiguration } from './project/configuration.js';

/** Types a configuration file: `export default defineConfig({ identityTypes: ['Tenant'] })`. */
export function defineConfig(configuration: UserConfiguration): UserConfiguration {
  return configuration;
}
