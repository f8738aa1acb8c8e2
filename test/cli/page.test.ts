import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEAKING_SERVER, Project } from './run.js';

const executablePath = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined) console.warn('The HTML report is not checked in a browser: none is installed (apt-get install chromium, or set CHROMIUM).');

/** A server with two singletons: one critical that two routes reach, one that keeps what a request adds. */
const SERVER = {
  ...LEAKING_SERVER,
  'src/agents.ts': `const prompts: string[] = [];

export function remember(prompt: string): void {
  prompts.push(prompt);
}

export function recall(): readonly string[] {
  return prompts;
}
`,
  'src/server.ts': `${LEAKING_SERVER['src/server.ts'] ?? ''}app.post('/runs', (req, res) => {
  remember(req.body.prompt);
  res.json({ user: whoAmI(), prompts: recall() });
});
`.replace("import express from 'express';", "import express from 'express';\nimport { recall, remember } from './agents.js';"),
};

const MIGRATION = {
  version: 1, root: '/srv', written: false, accessors: ['getAgentInstanceFactory'], sinks: 3, rewritten: 2, adapted: 0, scoped: 0,
  refused: [{ file: 'src/main.ts', line: 4, column: 1, code: 'NO_REQUEST', message: 'warmUp() runs at start-up.' }], functionsThreaded: 1, entryPoints: [], filesChanged: 2,
  components: [{ id: 1, files: ['src/routes.ts'], sinks: 2, status: 'applied', reason: null }],
  edges: { proved: 2, adapted: 0, waived: 0, refused: 1 }, diagnostics: { before: 0, after: 0, new: [] }, secondRun: { edits: 0 }, elapsedMs: 1, peakRssMb: 1,
};

describe.skipIf(executablePath === undefined)('the HTML report in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unsingleton-page-'));
  let browser: Browser;
  let page: Page;
  const requested: string[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    const project = new Project(SERVER);
    project.run('scan', '--format', 'json', '--output', join(folder, 'history/2026-01.json'));
    project.write({ 'src/agents.ts': `${SERVER['src/agents.ts']}\nconst models: string[] = [];\nexport function addModel(name: string): void {\n  models.push(name);\n}\nexport function allModels(): string[] {\n  return models;\n}\n` });
    writeFileSync(join(folder, 'migration.json'), JSON.stringify(MIGRATION));
    const { stderr } = project.run('scan', '--format', 'html', '--history', join(folder, 'history'), '--migration', join(folder, 'migration.json'), '--output', join(folder, 'report.html'));
    if (stderr !== '') throw new Error(stderr);
    browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.on('request', (request) => requested.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
    await page.goto(pathToFileURL(join(folder, 'report.html')).href);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const visible = (): Promise<string[]> => page.locator('details.finding:visible summary code').allTextContents();

  it('is one file, runs without an error and asks nobody for anything', () => {
    expect(requested).toEqual([pathToFileURL(join(folder, 'report.html')).href]);
    expect(errors).toEqual([]);
  });

  it('ranks the findings, worst first', async () => {
    const levels = await page.locator('details.finding').evaluateAll((all) => all.map((one) => one.getAttribute('data-level')));
    expect(levels.slice(0, 2)).toEqual(['critical', 'critical']);
    expect(await visible()).toEqual(expect.arrayContaining(['currentUser', 'prompts']));
  });

  it('narrows by words and by level, and says how many are left', async () => {
    await page.getByLabel('Words').fill('agents.ts prompts');
    expect(await visible()).toEqual(['prompts']);
    expect(await page.locator('#shown').textContent()).toMatch(/^1 of \d$/);
    await page.getByLabel('Words').fill('');
    await page.getByRole('checkbox', { name: 'critical' }).uncheck();
    expect(await visible()).not.toContain('currentUser');
    await page.getByRole('checkbox', { name: 'critical' }).check();
  });

  it('is used with the keyboard alone', async () => {
    await page.keyboard.press('Escape');
    await page.locator('body').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('/');
    expect(await page.evaluate<string | null>("document.activeElement.getAttribute('name')")).toBe('words');
    await page.keyboard.type('sign');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    expect(await page.locator('details.finding[open] summary code').allTextContents()).toEqual(['currentUser']);
    await page.getByLabel('Words').fill('');
  });

  it('draws who reaches a singleton, and from which routes', async () => {
    const picture = page.locator('details.finding[open] svg');
    expect(await picture.getAttribute('aria-label')).toMatch(/^currentUser is reached by \d functions, from .*post\('\/sign-in'\).*post\('\/runs'\)/);
    expect(await picture.locator('rect.route').count()).toBe(2);
    const [first, second] = [await picture.locator('rect.route').first().boundingBox(), await picture.locator('rect.singleton').boundingBox()];
    expect(first?.x).toBeLessThan(second?.x ?? 0);
  });

  it('shows the plan and the progress that it was given', async () => {
    expect(await page.getByRole('heading', { name: 'The plan: 3 calls of getAgentInstanceFactory' }).isVisible()).toBe(true);
    expect(await page.getByText('warmUp() runs at start-up.').isVisible()).toBe(true);
    expect(await page.getByRole('img', { name: 'Findings by level, from 2026-01 until now' }).isVisible()).toBe(true);
  });

  it('has enough contrast in light and in dark, and fits a narrow window', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const [ground = [], text = []] = await page.evaluate<number[][]>(CHANNELS);
      expect(contrast(ground, text)).toBeGreaterThan(4.5);
    }
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
  });
});

// A canvas gives the channels of whatever notation the style sheet used.
const CHANNELS = `['Canvas', getComputedStyle(document.querySelector('.level.critical')).color].map((colour) => {
  const probe = document.body.appendChild(document.createElement('p'));
  probe.style.color = colour;
  const brush = new OffscreenCanvas(1, 1).getContext('2d');
  brush.fillStyle = getComputedStyle(probe).color;
  brush.fillRect(0, 0, 1, 1);
  probe.remove();
  return [...brush.getImageData(0, 0, 1, 1).data];
})`;

/** The ratio that WCAG 2 asks to be at least 4.5 for text. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.slice(0, 3).map((channel) => channel / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
