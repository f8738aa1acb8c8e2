import { testRule } from './rule-tester.js';

testRule('no-unmigrated-marker', {
  valid: [
    { title: 'a file without markers', code: `export const run = (agent: string): string => agent;` },
    { title: 'a marker that was acknowledged', code: `// @unsingleton-ignore NO_REQUEST: runs at start-up\nexport const agents = load();\ndeclare function load(): string[];` },
    { title: 'a marker beside its acknowledgement', code: `// @unsingleton-todo NO_REQUEST: no request, so no user\n// @unsingleton-ignore NO_REQUEST\nexport const agents = 1;` },
    { title: 'a word that only begins like the marker', code: `// see @unsingleton-todos in the guide\nexport const agents = 1;` },
    { title: 'the marker in a string', code: `export const marker = '@unsingleton-todo NO_REQUEST: no request';` },
    { title: 'a code that may stay', code: `// @unsingleton-todo GENERATED: the file is generated\nexport const agents = 1;`, options: { allow: ['GENERATED'] } },
    { title: 'a JavaScript file', file: 'src/subject.cjs', code: `// nothing to do\nmodule.exports = 1;` },
  ],
  invalid: [
    {
      title: 'a marker above a statement',
      code: `export function index(): void {\n  // @unsingleton-todo NO_REQUEST: no request, so no user\n  getAgentInstanceFactory();\n}\ndeclare function getAgentInstanceFactory(): void;`,
      errors: [{
        line: 2,
        message: /because no request, so no user \(NO_REQUEST\)/,
        suggestions: [{ desc: 'Acknowledge: replace the marker by @unsingleton-ignore NO_REQUEST.', output: `export function index(): void {\n  // @unsingleton-ignore NO_REQUEST: no request, so no user\n  getAgentInstanceFactory();\n}\ndeclare function getAgentInstanceFactory(): void;` }],
      }],
    },
    {
      title: 'two reasons of which one is acknowledged',
      code: `// @unsingleton-ignore NO_REQUEST\n// @unsingleton-todo UNTYPED_CALL: called through any\nexport const agents = 1;`,
      errors: [{ line: 2, message: /called through any/, suggestions: [{ desc: 'Acknowledge: replace the marker by @unsingleton-ignore UNTYPED_CALL.', output: `// @unsingleton-ignore NO_REQUEST\n// @unsingleton-ignore UNTYPED_CALL: called through any\nexport const agents = 1;` }] }],
    },
    {
      title: 'an acknowledgement elsewhere does not count',
      file: 'src/subject.js',
      code: `// @unsingleton-ignore NO_REQUEST\nexport const engines = 1;\n\n// @unsingleton-todo NO_REQUEST: no request, so no user\nexport const agents = 1;`,
      errors: [{ line: 4, message: /no user/, suggestions: [{ desc: 'Acknowledge: replace the marker by @unsingleton-ignore NO_REQUEST.', output: `// @unsingleton-ignore NO_REQUEST\nexport const engines = 1;\n\n// @unsingleton-ignore NO_REQUEST: no request, so no user\nexport const agents = 1;` }] }],
    },
    {
      title: 'a block comment in CommonJS, CRLF',
      file: 'src/subject.cjs',
      code: `/* @unsingleton-todo TAGGED_TEMPLATE: called as a template tag */\r\nmodule.exports = 1;\r\n`,
      errors: [{ line: 1, message: /called as a template tag \(TAGGED_TEMPLATE\)/, suggestions: [{ desc: 'Acknowledge: replace the marker by @unsingleton-ignore TAGGED_TEMPLATE.', output: `/* @unsingleton-ignore TAGGED_TEMPLATE: called as a template tag */\r\nmodule.exports = 1;\r\n` }] }],
    },
    { title: 'a marker without a code', code: `// @unsingleton-todo look at this\nexport const agents = 1;`, errors: [{ line: 1, message: /names no reason/ }] },
    {
      title: 'a marker without words',
      code: `// @unsingleton-todo NO_REQUEST\nexport const agents = 1;`,
      errors: [{ line: 1, message: /the migration refused/, suggestions: [{ desc: 'Acknowledge: replace the marker by @unsingleton-ignore NO_REQUEST.', output: `// @unsingleton-ignore NO_REQUEST\nexport const agents = 1;` }] }],
    },
  ],
});
