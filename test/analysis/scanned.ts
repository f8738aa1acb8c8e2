import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ScanReport } from '../../src/analysis/report.js';
import { scanProject, type ScanOptions } from '../../src/analysis/scan.js';

/** Scans a program that exists on disk only as long as the test looks at it. */
export async function scanned(files: Record<string, string | Uint8Array>, options: Partial<ScanOptions> = {}, prepare: (root: string) => void = () => {}): Promise<ScanReport> {
  const root = mkdtempSync(join(tmpdir(), 'unsingleton-scan-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    prepare(root);
    return await scanProject({ root, ...options });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
