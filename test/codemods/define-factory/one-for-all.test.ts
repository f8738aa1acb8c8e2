/** Singletons without an accessor: whoever constructs the class gets the one, or a container hands it out. */
import { describe, expect, it } from 'vitest';
import { define, type Defined } from './program.js';

const NOTEBOOK = `export class Notebook {
  private static instance: Notebook | undefined;
  private pages: string[] = [];
  constructor() {
    if (Notebook.instance) return Notebook.instance;
    Notebook.instance = this;
  }
  write(page: string): void {
    this.pages.push(page);
  }
}
`;

describe('a class that hands out one instance', () => {
  const run = (use: string, kind = 'user'): Defined => define({ 'src/notebook.ts': NOTEBOOK, 'src/use.ts': use }, 'Notebook', { answers: { 'Notebook.pages': kind } });
  const USE = "import { Notebook } from './notebook.js';\n\nexport const write = (page: string): void => new Notebook().write(page);\n";

  it('gets a getter, which its callers ask and move from', () => {
    const { texts, plan, diagnostics, again } = run(USE);
    expect(texts.get('src/use.ts')).toBe(USE.replace('{ Notebook }', '{ getNotebook }').replace('new Notebook()', 'getNotebook()'));
    expect(plan.renames).toEqual([[{ legacy: 'getNotebook', factory: 'createNotebook' }]]);
    expect(texts.get('src/notebook.ts')).toContain("    this.userContext = userContext ?? UserExecutionContext.system('new Notebook(), shared by callers that are not migrated');\n    if (!userContext && Notebook.instance) return Notebook.instance;\n");
    expect([diagnostics, again]).toEqual([[], 0]);
  });

  it('is refused where constructions pass something, or it constructs itself', () => {
    const given = define({ 'src/notebook.ts': NOTEBOOK.replace('constructor()', 'constructor(readonly size = 1)'), 'src/use.ts': USE.replace('new Notebook()', 'new Notebook(5)') }, 'Notebook', { answers: { 'Notebook.pages': 'request' } });
    expect(given.plan.refusals[0]?.message).toMatch(/^`new Notebook\(5\)` \(src\/use\.ts:3\) passes something that only the first construction uses/);
    const own = define({ 'src/notebook.ts': NOTEBOOK.replace('  write(', '  static get(): Notebook {\n    return new Notebook();\n  }\n  write(') }, 'Notebook', { answers: { 'Notebook.pages': 'request' } });
    expect(own.plan.refusals[0]?.message).toMatch(/^Notebook constructs itself at line 9: name what hands the instance out there \(Notebook\.get\)/);
  });
});

describe('a provider of NestJS', () => {
  const REPORTS = "import { Injectable } from '@nestjs/common';\n\n@Injectable()\nexport class ReportService {\n  private lines: string[] = [];\n  add(line: string): void {\n    this.lines.push(line);\n  }\n}\n";
  const refusal = (reports: string, other = ''): string | undefined => define({ 'src/reports.ts': reports, 'src/other.ts': `import { ReportService } from './reports.js';\n${other || 'export type Reports = ReportService;\n'}` }, 'ReportService', { options: { types: ['node'], experimentalDecorators: true }, answers: { 'ReportService.lines': 'request' } }).plan.refusals[0]?.message;

  it('becomes a request\'s where only requests need it', () => {
    expect(refusal(REPORTS)).toBeUndefined();
    expect(refusal(REPORTS, 'export class ReportController {\n  constructor(readonly reports: ReportService) {}\n}\n')).toBeUndefined();
  });

  it('stays one where NestJS calls it, or who is given it, outside of requests', () => {
    const nightly = (decorator: string): string => `  @${decorator}\n  nightly(): void {\n    this.lines = [];\n  }\n}\n`;
    expect(refusal(`import { Cron } from '@nestjs/schedule';\n${REPORTS.replace(/}\n$/, nightly("Cron('0 0 * * *')"))}`)).toMatch(/^ReportService \(src\/reports\.ts:4\) has nightly\(\) called by @Cron, which NestJS does not do for what it makes per request/);
    expect(refusal(REPORTS.replace('  add(', '  onModuleInit(): void {\n    this.lines = [];\n  }\n  add('))).toMatch(/has onModuleInit\(\) called/);
    expect(refusal(REPORTS, "import { WebSocketGateway } from '@nestjs/websockets';\nclass Archive {\n  constructor(readonly reports: ReportService) {}\n}\n@WebSocketGateway()\nexport class Live {\n  constructor(readonly archive: Archive) {}\n}\n")).toMatch(/^Live \(src\/other\.ts:6\) is given ReportService and would be made per request too, but is a @WebSocketGateway, made once/);
  });

  it('stays one where the container is asked for it', () => {
    expect(refusal(REPORTS, 'declare const app: { get<T>(type: new () => T): T };\nexport const reports = app.get(ReportService);\n')).toMatch(/^`app\.get\(ReportService\)` \(src\/other\.ts:3\) asks the container for the one ReportService/);
  });
});
