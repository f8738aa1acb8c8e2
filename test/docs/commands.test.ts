import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeMonorepo } from '../cli/monorepo.js';
import type { Repository } from '../cli/repository.js';
import { ROOT } from '../pack.js';
import { PAGES, blocksOf, type Block } from './pages.js';
import { makeServer } from './server.js';

type Stage = 'plain' | 'defined' | 'monorepo';

/** Where the reader stands who types a block's commands. */
function stageOf({ page, heading }: Block): Stage {
  if (heading === 'A monorepo') return 'monorepo';
  const isLater = page === 'README.md' || page === 'docs/ci.md' || /^[56]\. /.test(heading);
  return isLater ? 'defined' : 'plain';
}

/** The lines that a reader types; of a workflow, what it runs. */
function commandsOf({ language, code }: Block): readonly string[] {
  if (language === 'yaml') return [...code.matchAll(/- run: (.*)$/gm)].map(([, command = '']) => command);
  return language === 'sh' ? code.replace(/\\\n\s*/g, '').split('\n').map((line) => line.replace(/\s+# .*$/, '')).filter((line) => line !== '') : [];
}

const pages = PAGES.map((page) => ({ page, steps: blocksOf(page).flatMap((block) => commandsOf(block).map((command) => ({ command, stage: stageOf(block) }))) })).filter(({ steps }) => steps.length > 0);
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** Of this repository itself: what runs these tests, and what has tests of its own. */
const OWN = /^npm (?:ci|cit)$|^(?:npm ci && )?npm run ([\w:]+)(?: .*)?$/;

describe.each(pages)('the commands of $page', ({ steps }) => {
  let stage: Stage | undefined;
  let place: Repository | undefined;
  afterAll(() => { place?.remove(); });

  it.each(steps)('$command', { timeout: 90_000 }, ({ command, stage: wanted }) => {
    const own = OWN.exec(command);
    if (own) {
      expect(scripts[own[1] ?? 'test']).toBeDefined();
      return;
    }
    if (stage !== wanted || place === undefined) {
      place?.remove();
      place = wanted === 'monorepo' ? makeMonorepo() : makeServer(wanted);
      stage = wanted;
    }
    // npx would find the same command, half a second of work later; the newcomer's test goes through it.
    const { code, output } = place.attempt('bash', '-c', command.replace(/^npx /, ''));
    // 1 says that there are findings; a mistake or a crash of ours begins with the tool's name.
    expect(output).not.toMatch(/^unsingleton: |^npm error|not found/m);
    expect(code, output).toBeLessThanOrEqual(command.includes('unsingleton scan') ? 1 : 0);
    if (place.run('git', 'status', '--porcelain') !== '') place.commit(command);
  });
});
