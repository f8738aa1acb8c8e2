// What a server installs is small: the documentation stays in the declarations, which editors read, and
// leaves the JavaScript; local names are shortened, functions and classes keep theirs for stack traces,
// and nothing is rewritten. Declarations that no entry point leads to are left out.
// Runs before packing, on the folder of the package: `node prepack.mjs [folder]`.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { minifySync } from 'oxc-minify';
import ts from 'typescript';

const folder = process.argv[2] ?? import.meta.dirname;
const dist = join(folder, 'dist');
const { exports: entries } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

const reachable = new Set();
const queue = Object.values(entries).flatMap((entry) => entry.types ?? []).map((types) => join(folder, types));
for (const file of queue) {
  if (reachable.has(file)) continue;
  reachable.add(file);
  for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
    if (fileName.startsWith('.')) queue.push(join(dirname(file), fileName.replace(/\.js$/, '.d.ts')));
  }
}

for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  const file = join(dist, name);
  if (name.endsWith('.d.ts') && !reachable.has(file)) rmSync(file);
  if (!name.endsWith('.js')) continue;
  const { code, errors } = minifySync(name, readFileSync(file, 'utf8'), { module: true, compress: false, mangle: { toplevel: false, keepNames: { function: true, class: true } } });
  if (errors.length > 0) throw new Error(`${name}: ${errors[0].message}`);
  writeFileSync(file, code);
}
