import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../../project/manifest.js';

export type HookManager = 'husky' | 'lefthook' | 'simple-git-hooks' | 'pre-commit';
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What a project already uses: everything proposed builds on it. */
export type Survey = {
  readonly root: string;
  readonly manifest: Manifest;
  readonly packageManager: PackageManager;
  readonly frameworks: readonly string[];
  /** The flat configuration's file, if the project lints. */
  readonly eslint: string | undefined;
  readonly hooks: HookManager | undefined;
  readonly usesLintStaged: boolean;
  readonly isModule: boolean;
};

export type Manifest = {
  readonly type?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly packageManager?: string;
  readonly 'lint-staged'?: unknown;
  readonly 'simple-git-hooks'?: unknown;
};

const FRAMEWORKS: Readonly<Record<string, string>> = {
  express: 'Express', fastify: 'Fastify', koa: 'Koa', hono: 'Hono', '@nestjs/core': 'NestJS', next: 'Next.js', '@trpc/server': 'tRPC',
  ws: 'ws', 'socket.io': 'Socket.IO', bullmq: 'BullMQ', '@apollo/server': 'Apollo', '@modelcontextprotocol/sdk': 'MCP',
};

const LOCK_FILES: readonly (readonly [file: string, manager: PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'], ['yarn.lock', 'yarn'], ['bun.lock', 'bun'], ['bun.lockb', 'bun'], ['package-lock.json', 'npm'],
];

export function survey(root: string): Survey {
  const names = new Set(readdirSync(root));
  const manifest = readManifest(root) as Manifest;
  const packages = { ...manifest.devDependencies, ...manifest.dependencies };
  const uses = (name: string): boolean => Object.hasOwn(packages, name);
  return {
    root,
    manifest,
    packageManager: packageManagerOf(names, manifest),
    frameworks: Object.keys(FRAMEWORKS).filter(uses).map((name) => FRAMEWORKS[name] ?? name),
    eslint: ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `eslint.config.${ending}`).find((name) => names.has(name)),
    hooks: hookManagerOf(root, names, manifest, uses),
    usesLintStaged: uses('lint-staged') || manifest['lint-staged'] !== undefined,
    isModule: manifest.type === 'module',
  };
}

function packageManagerOf(names: ReadonlySet<string>, { packageManager }: Manifest): PackageManager {
  const declared = packageManager?.split('@')[0];
  const known = LOCK_FILES.find(([, manager]) => manager === declared) ?? LOCK_FILES.find(([file]) => names.has(file));
  return known?.[1] ?? 'npm';
}

function hookManagerOf(root: string, names: ReadonlySet<string>, manifest: Manifest, uses: (name: string) => boolean): HookManager | undefined {
  if (existsSync(join(root, '.husky')) || uses('husky')) return 'husky';
  if (uses('lefthook') || [...names].some((name) => /^\.?lefthook\.(ya?ml|toml|json)$/.test(name))) return 'lefthook';
  if (uses('simple-git-hooks') || manifest['simple-git-hooks'] !== undefined) return 'simple-git-hooks';
  return names.has('.pre-commit-config.yaml') ? 'pre-commit' : undefined;
}
