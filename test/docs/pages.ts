import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../pack.js';

/** A fenced block of a page. */
export type Block = { readonly page: string; readonly heading: string; readonly line: number; readonly language: string; readonly code: string };

/** The pages whose every block is executed here. `docs/runtime.md` and the pages of the rules have tests of their own. */
export const PAGES = ['README.md', 'docs/migration-guide.md', 'docs/guarantees.md', 'docs/recipes.md', 'docs/ci.md', 'docs/performance.md', 'docs/field-report.md'] as const;

export function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  let heading = '';
  return [...text.matchAll(/^#+ (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(({ index, 1: title, 2: language = '', 3: code = '' }) => {
    if (title === undefined) return [{ page, heading, line: text.slice(0, index).split('\n').length, language, code }];
    heading = title;
    return [];
  });
}
