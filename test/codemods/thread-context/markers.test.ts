import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import type { Edit, Refusal } from '../../../codemods/change/plan.js';
import type { RefusalCode } from '../../../codemods/change/reasons.js';
import { splice } from '../../../codemods/change/splice.js';
import { planMarkers, type MarkerPlan } from '../../../codemods/thread-context/markers.js';

/** `‸` stands before each refused place. */
function readPlaces(text: string, code: RefusalCode): { source: ts.SourceFile; refusals: Refusal[] } {
  const places: number[] = [];
  let plain = text;
  for (let at = plain.indexOf('‸'); at !== -1; at = plain.indexOf('‸')) {
    places.push(at);
    plain = plain.slice(0, at) + plain.slice(at + 1);
  }
  const source = ts.createSourceFile('chat.tsx', plain, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const refusals = places.map((at): Refusal => {
    const { line, character } = source.getLineAndCharacterOfPosition(at);
    return { file: 'chat.tsx', line: line + 1, column: character + 1, code, message: 'There is no request here.', component: null };
  });
  return { source, refusals };
}

function mark(text: string, { code = 'NO_REQUEST', edits = [], names = ['getAgent', 'createAgent', 'userContext'] }: { code?: RefusalCode; edits?: Edit[]; names?: string[] } = {}): MarkerPlan & { result: string; unmarked: string } {
  const { source, refusals } = readPlaces(text, code);
  const plan = planMarkers({ file: 'chat.tsx', source, refusals, edits, names });
  return { ...plan, result: splice(source.text, plan.edits), unmarked: source.text };
}

const TODO = '// @unsingleton-todo NO_REQUEST: no request, so no user';

describe('a marker', () => {
  it.each([
    ['a statement', 'run();\n‸getAgent().run();\n', `run();\n${TODO}\ngetAgent().run();\n`],
    ['a nested statement, indented alike', 'function nightly() {\n\tif (late) {\n\t\t‸getAgent();\n\t}\n}\n', `function nightly() {\n\tif (late) {\n\t\t${TODO}\n\t\tgetAgent();\n\t}\n}\n`],
    ['a statement that begins a line, when the refused one does not', 'if (late) ‸getAgent();\n', `${TODO}\nif (late) getAgent();\n`],
    ['the whole chain of else', 'if (late) {\n} else if (‸getAgent()) {\n}\n', `${TODO}\nif (late) {\n} else if (getAgent()) {\n}\n`],
    ['a case', 'switch (task) {\n  case 1: return ‸getAgent();\n}\n', `switch (task) {\n  ${TODO}\n  case 1: return getAgent();\n}\n`],
    ['a statement over several lines', 'const runs = [\n  1,\n  ‸getAgent().runs,\n];\n', `${TODO}\nconst runs = [\n  1,\n  getAgent().runs,\n];\n`],
    ['a field and its decorators', 'class Chat {\n  @Inject()\n  private agent = ‸getAgent();\n}\n', `class Chat {\n  ${TODO}\n  @Inject()\n  private agent = getAgent();\n}\n`],
    ['a decorated class', '@Agent(‸getAgent())\nexport class Chat {}\n', `${TODO}\n@Agent(getAgent())\nexport class Chat {}\n`],
    ['JSX, outside of it', 'export function Page() {\n  return (\n    <main>\n      <Chat onRun={‸run} />\n    </main>\n  );\n}\n', `export function Page() {\n  ${TODO}\n  return (\n    <main>\n      <Chat onRun={run} />\n    </main>\n  );\n}\n`],
    ['a statement of a handler in JSX', 'const page = (\n  <Chat onRun={() => {\n    ‸getAgent().run();\n  }} />\n);\n', `const page = (\n  <Chat onRun={() => {\n    ${TODO}\n    getAgent().run();\n  }} />\n);\n`],
    ['a statement in a template', 'const text = `Hello\n${list(() => {\n  ‸getAgent();\n})}`;\n', `const text = \`Hello\n\${list(() => {\n  ${TODO}\n  getAgent();\n})}\`;\n`],
    ['the first statement, below shebang and directive', '#!/usr/bin/env node\n\'use strict\';\n‸getAgent();\n', `#!/usr/bin/env node\n'use strict';\n${TODO}\ngetAgent();\n`],
    ['the first line of a file', '‸getAgent();', `${TODO}\ngetAgent();`],
    ['a member of an interface', 'interface Chat {\n  ‸run(task: string): void;\n}\n', `interface Chat {\n  ${TODO}\n  run(task: string): void;\n}\n`],
  ])('stands above %s', (_, before, after) => {
    expect(mark(before).result).toBe(after);
  });

  it.each([
    ['@ts-expect-error', '// @ts-expect-error wrong on purpose'],
    ['eslint-disable-next-line', '// eslint-disable-next-line no-console'],
    ['a block comment that disables a rule', '/* eslint-disable-next-line no-console */'],
    ['prettier-ignore', '// prettier-ignore'],
    ['biome-ignore', '// biome-ignore lint: as it is'],
    ['a documentation comment', '/** Runs at night. */'],
  ])('never comes between %s and its target', (_, directive) => {
    expect(mark(`// Bob asked for this.\n${directive}\n‸getAgent();\n`).result).toBe(`// Bob asked for this.\n${TODO}\n${directive}\ngetAgent();\n`);
    expect(mark(`${directive}\n// Bob asked for this.\n‸getAgent();\n`).result).toBe(`${TODO}\n${directive}\n// Bob asked for this.\ngetAgent();\n`);
  });

  it('goes above the enclosing statement when the line above speaks to the refused one from behind code', () => {
    expect(mark('function nightly() {\n  run(); // eslint-disable-next-line no-console\n  ‸getAgent();\n}\n').result)
      .toBe(`${TODO}\nfunction nightly() {\n  run(); // eslint-disable-next-line no-console\n  getAgent();\n}\n`);
  });

  it('stays below an ordinary comment', () => {
    expect(mark('// Runs at night.\n‸getAgent();\n').result).toBe(`// Runs at night.\n${TODO}\ngetAgent();\n`);
  });

  it('becomes a block comment where no line is free', () => {
    expect(mark('run(); ‸getAgent();').result).toBe('run(); /* @unsingleton-todo NO_REQUEST: no request, so no user */ getAgent();');
  });

  it('ends its line as the file does', () => {
    expect(mark('run();\r\n‸getAgent();\r\n').result).toBe(`run();\r\n${TODO}\r\ngetAgent();\r\n`);
  });

  it('stands once, however many places of a statement are refused for one reason', () => {
    expect(mark('pair(‸getAgent(), ‸getAgent());\n').result).toBe(`${TODO}\npair(getAgent(), getAgent());\n`);
  });

  it('says nothing about what is right as it is or not ours to write to', () => {
    for (const code of ['SHARED_BY_DESIGN', 'GENERATED', 'UNSUPPORTED_FILE'] as const) expect(mark('‸getAgent();\n', { code }).edits).toEqual([]);
  });

  it('gives way to an edit that replaces its place', () => {
    const text = 'function nightly() {\n  run();\n  ‸getAgent();\n}\n';
    const edits: Edit[] = [{ id: 'x', file: 'chat.tsx', start: 22, end: 40, text: '', kind: 'rewrite', component: 1, why: 'removes two lines' }];
    expect(mark(text, { edits }).edits[0]?.start).toBe(0);
  });
});

describe('marking a marked program', () => {
  it.each([
    ['a marked statement', `${TODO}\n‸getAgent();\n`],
    ['a marker above a directive', `${TODO}\n// eslint-disable-next-line no-console\n‸getAgent();\n`],
    ['a block marker', 'run(); /* @unsingleton-todo NO_REQUEST: no request, so no user */ ‸getAgent();'],
    ['a marker in other words', '// @unsingleton-todo NO_REQUEST Alice will look at this\n‸getAgent();\n'],
  ])('changes nothing: %s', (_, text) => {
    expect(mark(text).edits).toEqual([]);
  });

  it('takes an acknowledged place for settled', () => {
    for (const text of ['// @unsingleton-ignore NO_REQUEST: a script\n‸getAgent();\n', '‸getAgent(); // @unsingleton-ignore NO_REQUEST\n']) {
      const { edits, acknowledged } = mark(text);
      expect(edits).toEqual([]);
      expect(acknowledged.size).toBe(1);
    }
  });

  it('does not take one reason for another', () => {
    const { result, acknowledged } = mark('// @unsingleton-ignore WARMUP_CALL\n‸getAgent();\n');
    expect(result).toBe(`// @unsingleton-ignore WARMUP_CALL\n${TODO}\ngetAgent();\n`);
    expect(acknowledged.size).toBe(0);
  });

  it('removes a marker whose statement was rewritten by hand', () => {
    expect(mark(`run();\n  ${TODO}\n  createAgent(userContext);\n`).result).toBe('run();\n  createAgent(userContext);\n');
    expect(mark(`run();\r\n${TODO}\r\ncreateAgent(userContext);\r\n`).result).toBe('run();\r\ncreateAgent(userContext);\r\n');
    expect(mark('run(); /* @unsingleton-todo NO_REQUEST: x */ createAgent(userContext);').result).toBe('run(); createAgent(userContext);');
  });

  it('exchanges the marker when the reason has changed', () => {
    expect(mark('// @unsingleton-todo WARMUP_CALL: called at start-up\n‸getAgent();\n').result).toBe(`${TODO}\ngetAgent();\n`);
  });

  it('leaves the markers of other accessors, and the same words in a text', () => {
    for (const text of [
      '// @unsingleton-todo NO_REQUEST: no request, so no user\nconst port = getSettings().port;\n',
      'const help = `\n// @unsingleton-todo NO_REQUEST: x\ngetAgent();\n`;\n',
      "const help = '// @unsingleton-todo NO_REQUEST: getAgent';\n",
      '// @unsingleton-todo SOMETHING_ELSE: of a later version\ngetAgent();\n',
    ]) expect(mark(text).edits).toEqual([]);
  });

  it('leaves the marker above a function whose body this run edits', () => {
    const text = `// @unsingleton-todo FROZEN_SIGNATURE: the signature belongs to others\nfunction settings() {\n  ‸getAgent();\n}\n`;
    expect(mark(text).result).toContain('FROZEN_SIGNATURE');
  });
});
