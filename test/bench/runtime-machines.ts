import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the peers and other versions of Node are kept between runs; the repository does not depend on them. */
const FOLDER = join(tmpdir(), 'unsingleton-bench-runtime');
const PEERS = ['nestjs-cls@6', '@nestjs/common@11', '@nestjs/core@11', 'rxjs@7', 'reflect-metadata@0.2', 'awilix@12', 'tsyringe@4', 'inversify@7', 'typed-inject@5'];

export type Machine = { readonly version: string; readonly node: string };

/** Installs the peers beside a link to this repository's runtime, and returns the folder. */
export function installPeers(runtime: string): string {
  mkdirSync(join(FOLDER, 'node_modules/@unsingleton'), { recursive: true });
  if (!existsSync(join(FOLDER, 'package.json'))) writeFileSync(join(FOLDER, 'package.json'), '{"private":true,"type":"module"}');
  if (!existsSync(join(FOLDER, 'node_modules/nestjs-cls'))) {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', ...PEERS], { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const link = join(FOLDER, 'node_modules/@unsingleton/runtime');
  mkdirSync(join(FOLDER, 'node_modules/@unsingleton'), { recursive: true });
  if (!existsSync(link)) symlinkSync(runtime, link);
  return FOLDER;
}

/** This Node, and the current release of each other major version that npm has for this machine. */
export function findMachines(majors: readonly number[]): { readonly machines: readonly Machine[]; readonly skipped: readonly string[] } {
  const own = Number(process.versions.node.split('.')[0]);
  const machines: Machine[] = [];
  const skipped: string[] = [];
  for (const major of majors) {
    if (major === own) {
      machines.push({ version: process.version, node: process.execPath });
      continue;
    }
    const found = installNode(major);
    if (typeof found === 'string') skipped.push(found);
    else machines.push(found);
  }
  return { machines, skipped };
}

function installNode(major: number): Machine | string {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(FOLDER, `node-${major}`);
  const node = join(folder, 'node_modules', name, 'bin/node');
  try {
    if (!existsSync(node)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{"private":true}');
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--force', '--loglevel=silent', `${name}@${major}`], { cwd: folder, stdio: 'ignore', timeout: 300_000 });
    }
    return { version: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim(), node };
  } catch {
    return `Node ${major}: skipped, the npm package ${name}@${major} is not to be had here.`;
  }
}
