import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../../codemods/change/diff.js';
import { unifiedDiff } from '../../../codemods/change/diff.js';
import { makeTree, readTree } from './tree.js';

const change = (file: string, before: string | null, after: string | null): FileChange => ({ file, before, after });

describe('the unified diff', () => {
  it.each([
    ['line feeds', change('src/run.ts', 'a();\nb();\nc();\n', 'a();\nb(userContext);\nc();\n')],
    ['CRLF line ends', change('src/run.ts', 'a();\r\nb();\r\nc();\r\n', 'a();\r\nb(userContext);\r\nc();\r\n')],
    ['a byte order mark', change('src/run.ts', '\uFEFFa();\nb();\n', '\uFEFFa(userContext);\nb();\n')],
    ['a missing final newline', change('src/run.ts', 'a();\nb();', 'a();\nb(userContext);')],
    ['a new file', change('test/isolation/run.test.ts', null, 'test();\n')],
    ['brackets in a path', change('app/runs/[id]/route.ts', 'a();\n', 'a(userContext);\n')],
  ])('is one that git applies to the same bytes: %s', (_, one) => {
    const root = makeTree(one.before === null ? {} : { [one.file]: one.before });
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: root, input: unifiedDiff([one]) });
    expect(readTree(root)).toEqual({ [one.file]: one.after });
  });

  it('leaves unchanged files out', () => {
    expect(unifiedDiff([change('src/run.ts', 'a();\n', 'a();\n')])).toBe('');
  });
});
