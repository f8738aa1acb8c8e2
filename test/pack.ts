import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT: string = join(import.meta.dirname, '..');

export type Packed = { readonly filename: string; readonly size: number; readonly files: readonly { readonly path: string }[] };

/** The two artefacts: what each is packed from. */
export const PACKAGES = [
  { name: 'unsingleton', parts: ['package.json', 'LICENSE', 'README.md', 'CHANGELOG.md', 'dist', 'rules', 'src/project/schema.json'], from: ROOT },
  { name: '@unsingleton/runtime', parts: ['package.json', 'LICENSE', 'prepack.mjs', 'dist'], from: join(ROOT, 'src/runtime') },
] as const;

/** Packs a copy, since what is done before packing changes the build. Copy and tarball end up in `folder`. */
export function pack({ name, parts, from }: (typeof PACKAGES)[number], folder: string): { readonly copy: string; readonly packed: Packed } {
  const copy = join(folder, name);
  for (const part of parts) cpSync(join(from, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  if (name === '@unsingleton/runtime') execFileSync(process.execPath, ['prepack.mjs'], { cwd: copy });
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder], { cwd: copy, encoding: 'utf8' });
  const [packed] = Object.values(JSON.parse(output) as Record<string, Packed>);
  if (packed === undefined) throw new Error('npm pack reported no package');
  return { copy, packed };
}

/**
 * Gives a project what `npm install` would, without a network: the two packages as their tarballs have them
 * (or as they stand here), and every other package linked from where this repository has it.
 */
export function installPackages(project: string, tarballs?: Readonly<Record<string, string>>): void {
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== '@unsingleton' && !name.startsWith('.')) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  for (const name of readdirSync(join(ROOT, 'node_modules/.bin'))) symlinkSync(join(ROOT, 'node_modules/.bin', name), join(modules, '.bin', name));
  for (const { name, from } of PACKAGES) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    const tarball = tarballs?.[name];
    if (tarball === undefined) symlinkSync(from, join(modules, name));
    else unpack(tarball, join(modules, name));
  }
  // npm makes what `bin` names executable, whatever the tarball says.
  const main = join(modules, 'unsingleton/dist/src/cli/main.js');
  chmodSync(main, 0o755);
  symlinkSync(main, join(modules, '.bin/unsingleton'));
}

function unpack(tarball: string, folder: string): void {
  mkdirSync(folder);
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
}
