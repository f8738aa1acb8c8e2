import { describe, expect, it } from 'vitest';
import type { MigrationReport } from '../../codemods/change/report.js';
import type { Finding, ScanReport } from '../../src/analysis/report.js';
import { PLAIN } from '../../src/cli/output.js';
import { drawExplanation } from '../../src/cli/report/explanation.js';
import { migrationAsHtml } from '../../src/cli/report/migration/html.js';
import { migrationAsMarkdown } from '../../src/cli/report/migration/markdown.js';
import { migrationAsPretty } from '../../src/cli/report/migration/pretty.js';
import { migrationAsSarif } from '../../src/cli/report/migration/sarif.js';
import { drawRemoval } from '../../src/cli/report/removal.js';
import { scanAsGithub } from '../../src/cli/report/scan/github.js';
import { scanAsHtml } from '../../src/cli/report/scan/html.js';
import { scanAsMarkdown } from '../../src/cli/report/scan/markdown.js';
import { scanAsPretty } from '../../src/cli/report/scan/pretty.js';
import { scanAsSarif } from '../../src/cli/report/scan/sarif.js';

const FINDING: Finding = {
  id: 'src/session store.ts#current',
  rule: 'no-cross-request-state',
  shape: 'module-slot',
  level: 'critical',
  confidence: 'definite',
  name: 'current',
  file: 'src/session store.ts',
  line: 3,
  column: 5,
  accessor: null,
  message: 'The user <Alice> is kept in `current`: 100% of users | share it.',
  evidence: [
    { kind: 'entry', file: 'src/routes.ts', line: 8, column: 1, text: 'app.post("/sign-in", handler)' },
    { kind: 'write', file: 'src/session store.ts', line: 9, column: 3, text: 'current = request.user' },
  ],
};

const REPORT: ScanReport = { version: 1, root: '/srv/agents', files: 2, lines: 40, elapsedMs: 12, findings: [FINDING], skipped: [{ file: 'src/broken.ts', reason: 'line 3: unexpected token' }] };

const MIGRATION: MigrationReport = {
  version: 1, root: '/srv/agents', written: false, accessors: ['getAgentInstanceFactory'], sinks: 3, rewritten: 1, adapted: 1, scoped: 0,
  refused: [{ file: 'src/main.ts', line: 4, column: 1, code: 'NO_REQUEST', message: 'warmUp() runs at start-up.' }],
  functionsThreaded: 2, entryPoints: [{ file: 'src/routes.ts', line: 8, name: 'POST /runs', kind: 'express' }], filesChanged: 2,
  components: [{ id: 1, files: ['src/routes.ts'], sinks: 2, status: 'applied', reason: null }],
  edges: { proved: 2, adapted: 1, waived: 0, refused: 0 }, diagnostics: { before: 0, after: 0, new: [] }, secondRun: { edits: 0 }, elapsedMs: 900, peakRssMb: 300,
};
const DEFINITION: MigrationReport = {
  ...MIGRATION,
  state: [
    { name: 'AgentInstanceFactory.history', kind: 'user', why: 'written with what one user asked', evidence: [{ file: 'src/agents.ts', line: 12, text: 'this.history.push(question)' }] },
    { name: 'AgentInstanceFactory.lastSeen', kind: 'unclear', why: 'nothing says whose it is', evidence: [] },
  ],
  resources: [{ file: 'src/agents.ts', line: 5, kind: 'timer', text: 'setInterval(() => this.prune(), 1000)', closedBy: null, needs: 'A [Symbol.dispose]() that calls clearInterval(…).' }],
  split: [{ accessor: 'getAgentInstanceFactory', moved: 2, left: 1, message: '1 use would stay on the shared object.' }],
  kept: [FINDING],
  diagnostics: { before: 0, after: 1, new: [{ file: 'src/agents.ts', line: 9, code: 2322, message: "Type 'Map<string, Run>' is not assignable." }] },
  proofs: { written: ['test/runs.isolation.test.ts'], skipped: [{ file: 'src/jobs.ts', line: 3, name: 'nightly', reason: 'it runs outside every request' }] },
};
const DIFF = '--- a/src/routes.ts\n+++ b/src/routes.ts\n@@ -1 +1 @@\n-getAgentInstanceFactory();\n+createAgentInstanceFactory(userContext);\n';

describe('the report of a scan', () => {
  it('draws the level, the place, the message and the path for a person', () => {
    expect(scanAsPretty(REPORT, PLAIN)).toBe(`CRITICAL current module-slot · definite
  src/session store.ts:3:5
  The user <Alice> is kept in \`current\`: 100% of users | share it.
  ├─ entry src/routes.ts:8  app.post("/sign-in", handler)
  └─ write src/session store.ts:9  current = request.user

Skipped: 1 file
  src/broken.ts  line 3: unexpected token

1 finding: 1 critical  2 files, 40 lines, 12 ms`);
  });

  it('respects the width of the terminal', () => {
    const lines = scanAsPretty(REPORT, { ...PLAIN, width: 60 }).split('\n').filter((line) => line.includes('└─') || line.includes('├─'));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(62);
  });

  it('escapes what GitHub would take for its own syntax', () => {
    const [line] = scanAsGithub(REPORT).split('\n');
    expect(line).toMatch(/^::error file=src\/session store\.ts,line=3,col=5,title=no-cross-request-state%3A current::/);
    expect(line).toContain('100%25 of users');
    expect(line).toContain('%0Aentry src/routes.ts:8');
  });

  it('keeps a table a table in Markdown', () => {
    const text = scanAsMarkdown(REPORT);
    expect(text).toContain('users \\| share it.');
    expect(text).toContain('&lt;Alice&gt;');
  });

  it('gives SARIF its rules, places and code flows', () => {
    const log = JSON.parse(scanAsSarif(REPORT)) as { runs: { tool: { driver: { rules: object[] } }; results: { ruleIndex: number; locations: { physicalLocation: { artifactLocation: { uri: string } } }[]; codeFlows: { threadFlows: { locations: object[] }[] }[] }[] }[] };
    const [run] = log.runs;
    expect(run?.tool.driver.rules).toMatchObject([{ id: 'no-cross-request-state', properties: { 'security-severity': '9.0' } }]);
    expect(run?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('src/session%20store.ts');
    expect(run?.results[0]?.codeFlows[0]?.threadFlows[0]?.locations).toHaveLength(2);
  });

  it('lets no text of a program become HTML, and loads nothing from elsewhere', () => {
    const html = scanAsHtml(REPORT);
    expect(html).toContain('&lt;Alice&gt;');
    expect(html).not.toMatch(/https?:\/\/|<link|<img| src=/);
  });
});

describe('the report of a migration', () => {
  it('groups what was left by its reason and says what to do', () => {
    const text = migrationAsPretty({ report: MIGRATION, diff: DIFF }, PLAIN);
    expect(text).toContain('NO_REQUEST no request, so no user × 1');
    expect(text).toContain('src/main.ts:4:1  warmUp() runs at start-up.');
    expect(text).toContain('Would migrate 3 calls of getAgentInstanceFactory: 1 rewritten, 1 adapted, 0 scoped, 1 refused.');
  });

  it('offers to apply only what changes something', () => {
    expect(migrationAsPretty({ report: MIGRATION, diff: DIFF }, PLAIN)).toContain('Apply with --write.');
    expect(migrationAsPretty({ report: { ...MIGRATION, filesChanged: 0 }, diff: '' }, PLAIN)).not.toContain('--write');
    expect(migrationAsPretty({ report: { ...MIGRATION, accessors: [], sinks: 0, filesChanged: 0 }, diff: '' }, PLAIN)).toContain('No legacy accessor is defined here.');
  });

  it.each([
    ['pretty', migrationAsPretty({ report: DEFINITION, diff: '' }, PLAIN)],
    ['markdown', migrationAsMarkdown({ report: DEFINITION, diff: '' })],
    ['html', migrationAsHtml({ report: DEFINITION, diff: '' })],
    ['html, in the report of a scan', scanAsHtml(REPORT, { migration: DEFINITION })],
  ])('says whose the state is, what is opened, divided and still shared, and which tests there are (%s)', (_format, text) => {
    expect(text).toMatch(/Whose state it is[\s\S]*AgentInstanceFactory\.history[\s\S]*user[\s\S]*what one user asked[\s\S]*src\/agents\.ts:12/);
    expect(text).toMatch(/What is opened for each request now[\s\S]*setInterval[\s\S]*src\/agents\.ts:5[\s\S]*that calls clearInterval/);
    expect(text).toMatch(/One state would be divided[\s\S]*1 use would stay on the shared object/);
    expect(text).toMatch(/Still shared, once the calls are migrated[\s\S]*src\/session store\.ts:3[\s\S]*Alice/);
    expect(text).toMatch(/New messages of the compiler[\s\S]*src\/agents\.ts:9[\s\S]*TS2322: Type 'Map(?:<|&lt;)string, Run/);
    expect(text).toMatch(/Tests of two users at once[\s\S]*test\/runs\.isolation\.test\.ts[\s\S]*nightly[\s\S]*it runs outside every request/);
  });

  it('names in SARIF what is still shared beside what was refused', () => {
    const log = JSON.parse(migrationAsSarif(DEFINITION)) as { runs: { results: { ruleId: string; ruleIndex: number; message: { text: string } }[]; tool: { driver: { rules: { id: string }[] } } }[] };
    const [run] = log.runs;
    expect(run?.results.map(({ ruleId, ruleIndex }) => [ruleId, run.tool.driver.rules[ruleIndex]?.id])).toEqual([['NO_REQUEST', 'NO_REQUEST'], ['no-cross-request-state', 'no-cross-request-state']]);
    expect(run?.results[1]?.message.text).toMatch(/^Still shared, once the calls are migrated: The user <Alice>/);
  });

  it('lets no text of a program become HTML', () => {
    expect(migrationAsHtml({ report: DEFINITION, diff: '-const a = <b>;\n' })).not.toMatch(/<Alice>|= <b>|Map<string/);
    expect(migrationAsMarkdown({ report: DEFINITION, diff: '' })).not.toMatch(/<Alice>|Map<string/);
  });

  it('folds the diff in Markdown and marks it up in HTML', () => {
    expect(migrationAsMarkdown({ report: MIGRATION, diff: DIFF })).toContain('```diff\n--- a/src/routes.ts');
    expect(migrationAsHtml({ report: MIGRATION, diff: DIFF })).toContain('<ins>+createAgentInstanceFactory(userContext);</ins>');
  });
});

describe('a terminal of 40 columns', () => {
  const narrow = { ...PLAIN, width: 40 };

  it.each([
    ['a migration', migrationAsPretty({ report: DEFINITION, diff: '' }, narrow)],
    ['a migration that changes nothing', migrationAsPretty({ report: { ...DEFINITION, accessors: [], filesChanged: 0 }, diff: '' }, narrow)],
    ['an explanation', drawExplanation([{ ...FINDING, why: FINDING.message }], [{ file: 'src/routes.ts', line: 8, text: 'const userContext = contextFromRequest(request);', why: 'the handler of a request knows who asks for it' }], narrow)],
    ['a removal', drawRemoval({ version: 1, root: '/srv', written: false, accessors: ['getAgentInstanceFactory'], callers: [{ accessor: 'getAgentInstanceFactory', file: 'src/runs.ts', line: 5, text: 'const run = getAgentInstanceFactory().start(request.body.prompt);' }], called: [{ accessor: 'getAgentInstanceFactory', site: 'dist/plugin.js:3:1', calls: 7 }], removed: [], filesChanged: 0 }, '', narrow)],
  ])('shows every line of %s whole, but for names that are longer than it', (_what, text) => {
    expect(text.split('\n').length).toBeGreaterThan(6);
    expect(text.split('\n').filter((line) => line.length > 40 && line.trim().includes(' '))).toEqual([]);
  });
});
