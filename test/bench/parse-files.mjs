// The floor of a scan: `node parse-files.mjs <list.json>` parses every file of the list and walks its whole tree.
// It is plain JavaScript, so that nothing but the work is measured.
import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

function walk(node) {
  for (const value of Object.values(node)) {
    for (const part of Array.isArray(value) ? value : [value]) if (typeof part === 'object' && part !== null && 'type' in part) walk(part);
  }
}

for (const file of JSON.parse(readFileSync(process.argv[2], 'utf8'))) walk(parseSync(file, readFileSync(file, 'utf8'), { preserveParens: false }).program);
