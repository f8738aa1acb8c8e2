import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Finding, Level } from '../../src/analysis/report.js';

/**
 * A small server in one text file: a first line that says what a careful reviewer would say of it,
 * then sections `// file: src/server.ts`.
 *
 *     // expect: dangerous name=session|getSession file=src/session.ts level=critical
 *     // expect: safe
 *
 * `beyond=editors`: only a scan of everything can tell.
 */
export type Probe = { readonly shape: string; readonly title: string; readonly files: ReadonlyMap<string, string> } & (
  | { readonly expect: 'safe' }
  /** Any of the names will do: the slot, the field it lives in, or the function that hands it out. */
  | { readonly expect: 'dangerous'; readonly names: readonly string[]; readonly inFiles: readonly string[]; readonly level: Level; readonly isBeyondEditors: boolean }
);

const SHAPES = new URL('shapes/', import.meta.url);

export function readProbes(): Probe[] {
  return readdirSync(SHAPES).sort().flatMap((shape) =>
    readdirSync(new URL(`${shape}/`, SHAPES)).sort().map((file) => parseProbe(shape, file, readFileSync(new URL(`${shape}/${file}`, SHAPES), 'utf8'))));
}

export function parseProbe(shape: string, fileName: string, text: string): Probe {
  const title = fileName.replace(/\.txt$/, '');
  const [header = '', ...sections] = text.split(/^\/\/ file: /m);
  const files = new Map(sections.map((section) => {
    const end = section.indexOf('\n');
    return [section.slice(0, end).trim(), section.slice(end + 1)] as const;
  }));
  const [verdict, ...settings] = header.replace('// expect:', '').trim().split(/\s+/);
  if (!title.startsWith(`${verdict ?? ''}-`)) throw new Error(`${shape}/${fileName} promises what its first line does not: ${header}`);
  if (verdict === 'safe') return { shape, title, files, expect: 'safe' };
  const setting = (key: string): string => {
    const found = settings.find((part) => part.startsWith(`${key}=`));
    if (found === undefined) throw new Error(`${shape}/${fileName} has no ${key}=`);
    return found.slice(key.length + 1);
  };
  const inFiles = setting('file').split('|');
  const missing = inFiles.find((file) => !files.has(file));
  if (missing !== undefined) throw new Error(`${shape}/${fileName} expects a finding in ${missing}, which it does not contain`);
  return { shape, title, files, expect: 'dangerous', names: setting('name').split('|'), inFiles, level: setting('level') as Level, isBeyondEditors: settings.includes('beyond=editors') };
}

/** Writes the probe's program into a folder of its own for as long as `work` takes. */
export async function unpacked<T>(probe: Probe, work: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'unsingleton-probe-'));
  try {
    for (const [file, text] of probe.files) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    return await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const RANK: Record<Level, number> = { critical: 4, high: 3, warn: 2, info: 1, none: 0 };

export const isReported = (finding: Finding): boolean => RANK[finding.level] >= RANK.warn;

/** The finding that names the probe's root at its level or above. */
export function expectedFinding(probe: Probe & { expect: 'dangerous' }, findings: readonly Finding[]): Finding | undefined {
  return findings
    .filter((finding) => RANK[finding.level] >= RANK[probe.level] && probe.inFiles.includes(finding.file))
    .find((finding) => namesOf(finding).some((name) => probe.names.includes(name)));
}

/** `Engine.instance` is also called `instance`, and the accessor stands for what it hands out. */
function namesOf(finding: Finding): string[] {
  const names = [finding.name, ...(finding.accessor === null ? [] : [finding.accessor.name])];
  return names.flatMap((name) => [name, name.slice(name.lastIndexOf('.') + 1), name.slice(0, name.indexOf('.') === -1 ? undefined : name.indexOf('.'))]);
}
