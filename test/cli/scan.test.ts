import { describe, expect, it } from 'vitest';
import type { ScanReport } from '../../src/analysis/report.js';
import { LEAKING_SERVER, Project } from './run.js';

const CLEAN = { 'package.json': '{ "type": "module" }', 'src/add.ts': 'export const add = (a: number, b: number): number => a + b;\n' };

const second = `
let lastPath = '';
export function remember(path: string): string {
  const before = lastPath;
  lastPath = path;
  return before;
}
`;

describe('unsingleton scan', () => {
  it('exits with 0 and says so where nothing leaks', () => {
    const { code, stdout } = new Project(CLEAN).run('scan');
    expect(stdout).toContain('✓ No findings');
    expect(code).toBe(0);
  });

  it('exits with 1 and shows the path where something does', () => {
    const { code, stdout } = new Project(LEAKING_SERVER).run('scan');
    expect(stdout).toMatch(/CRITICAL currentUser set-get-pair/);
    expect(stdout).toMatch(/entry +src\/server\.ts:5[\s\S]*write +src\/session\.ts:4/);
    expect(code).toBe(1);
  });

  it('gives machines the whole contract', () => {
    const project = new Project(LEAKING_SERVER);
    const report = JSON.parse(project.run('scan', '--all', '--format', 'json').stdout) as ScanReport;
    expect(report).toMatchObject({ version: 1, files: 2, findings: [{ id: 'src/session.ts#currentUser', rule: 'no-user-state-singleton', shape: 'set-get-pair', level: 'critical', file: 'src/session.ts', line: 1, column: 5 }] });
    expect(report.inventory?.every(({ why }) => why.length > 0)).toBe(true);
  });

  it('fails from the level that is asked for', () => {
    const project = new Project(LEAKING_SERVER);
    expect(project.run('scan', '--fail-on', 'never').code).toBe(0);
    expect(project.run('scan', '--fail-on', 'critical').code).toBe(1);
  });

  it('reports only what is new once there is a baseline', () => {
    const project = new Project(LEAKING_SERVER);
    expect(project.run('scan', '--baseline')).toMatchObject({ code: 0, stderr: expect.stringContaining('Wrote 1 findings') as string });
    expect(project.run('scan', '--baseline').code).toBe(0);
    const server = LEAKING_SERVER['src/server.ts'] ?? '';
    project.write({ 'src/last.ts': second, 'src/server.ts': server.replace('app.listen', "app.get('/last', (req, res) => { res.send(remember(req.headers.cookie ?? '')); });\napp.listen").replace("'./session.js';", "'./session.js';\nimport { remember } from './last.js';") });
    const { code, stdout } = project.run('scan', '--baseline');
    expect(stdout).toContain('lastPath');
    expect(stdout).not.toContain('currentUser');
    expect(code).toBe(1);
  });

  it('looks at the whole program and reports what the staged files take part in', () => {
    const project = new Project(LEAKING_SERVER);
    project.commit();
    expect(project.run('scan', '--staged')).toMatchObject({ code: 0, stdout: expect.stringContaining('No findings') as string });
    project.write({ 'src/session.ts': `${LEAKING_SERVER['src/session.ts'] ?? ''}\n` });
    project.git('add', 'src/session.ts');
    expect(project.run('scan', '--staged').stdout).toContain('currentUser');
    expect(project.run('scan', '--since', 'HEAD').stdout).toContain('currentUser');
  });

  it.each([
    [['scan', '--formt', 'json'], "Unknown option '--formt'. Did you mean --format?"],
    [['scan', '--json'], "Unknown option '--json'. Did you mean --format json?"],
    [['scan', '--format', 'jsn'], '--format is pretty, json, sarif, github, markdown, html, not "jsn". Did you mean json?'],
    [['scan', 'src/missing'], 'There is no file or folder src/missing.'],
    [['scan', '--jobs', 'many'], '--jobs takes a whole number of at least 1, not "many".'],
    [['scan', '--staged'], 'is not in a git repository'],
    [['scan', '--since', '--output=x'], '--since'],
    [['skan'], 'There is no command "skan". Did you mean "scan"?'],
  ])('%j is a mistake, told in one sentence', (args, message) => {
    const { code, stdout, stderr } = new Project(CLEAN).run(...args);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('names what it could not read and goes on', () => {
    const project = new Project({ ...LEAKING_SERVER, 'src/broken.ts': 'export const = ;\n' });
    const report = JSON.parse(project.run('scan', '--format', 'json').stdout) as ScanReport;
    expect(report.skipped).toMatchObject([{ file: 'src/broken.ts' }]);
    expect(report.findings).toHaveLength(1);
  });
});

describe('unsingleton explain', () => {
  it('tells the verdict on a name step by step', () => {
    const { code, stdout } = new Project(LEAKING_SERVER).run('explain', 'currentUser');
    expect(stdout).toContain('currentUser src/session.ts:1: critical');
    expect(stdout).toMatch(/write src\/session\.ts:4/);
    expect(code).toBe(0);
  });

  it('offers the nearest name', () => {
    expect(new Project(LEAKING_SERVER).run('explain', 'curentUser')).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean "currentUser"?') as string });
  });
});
