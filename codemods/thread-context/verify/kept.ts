/** What outlives its request in the edited program: a cache, a slot or a timer that keeps what now belongs to one user. */
import { join } from 'node:path';
import type { Finding } from '../../../src/analysis/report.js';
import { scanProject } from '../../../src/analysis/scan.js';
import type { Configuration } from '../../../src/project/configuration.js';
import type { FileChange } from '../../change/diff.js';

/**
 * The grave findings in what was migrated. Its calls ask for the user's own instance, and yet one user's result would
 * reach another through what keeps it: `cache.set(key, createAgentInstanceFactory(userContext).plan(key))`.
 */
export async function keptAfter(root: string, configuration: Configuration, changes: readonly FileChange[]): Promise<readonly Finding[]> {
  const texts = new Map(changes.flatMap(({ file, after }) => (after === null ? [] : [[join(root, file), after] as const])));
  if (texts.size === 0) return [];
  const { findings } = await scanProject({ root, configuration, cache: false, texts });
  const changed = new Set(changes.map(({ file }) => file));
  return findings.filter(({ level, evidence }) => (level === 'critical' || level === 'high') && evidence.some(({ kind, file }) => kind === 'write' && changed.has(file)));
}
