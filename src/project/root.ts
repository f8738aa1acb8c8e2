import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

const projects: Map<string, string | undefined> = new Map();

/** The folder of the project that a file belongs to: the repository, else the outermost package, else where the linter was started, else the file's own folder. */
export function projectRoot(file: string, startedIn?: string): string {
  const own = dirname(file);
  if (!projects.has(own)) projects.set(own, projectAround(own));
  return projects.get(own) ?? (startedIn !== undefined && own.startsWith(startedIn + sep) ? startedIn : own);
}

function projectAround(start: string): string | undefined {
  let outermost: string | undefined;
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (existsSync(join(folder, 'package.json'))) outermost = folder;
    if (folder === dirname(folder)) return outermost;
  }
}
