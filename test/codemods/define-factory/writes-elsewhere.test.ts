/** What nobody sees written would be made anew for every request, and lost: so writes are followed to wherever they stand. */
import { describe, expect, it } from 'vitest';
import type { DefinitionPlan } from '../../../codemods/define-factory/plan.js';
import { define } from './program.js';

const NOTES = `function putFirst(list: string[], entry: string): void {
  list.unshift(entry);
}

export class Notes {
  theme = 'light';
  private readonly pages: string[] = [];
  private readonly tags: string[] = [];
  private readonly drafts: string[] = [];
  private readonly stars: string[] = [];
  private found: string[] = [];
  private query = '';

  page(text: string): void {
    const { pages } = this;
    pages.push(text);
  }
  tag(text: string): void {
    putFirst(this.tags, text);
  }
  allDrafts(): string[] {
    return this.drafts;
  }
  star(text: string): void {
    const self = this;
    self.stars.push(text);
  }
  search(query: string): void {
    this.query = query;
    this.found = this.pages.filter((page) => page.includes(this.query));
  }
  show(): string {
    return [this.theme, ...this.pages, ...this.tags, ...this.drafts, ...this.stars, ...this.found].join();
  }
}

export const notes = new Notes();
`;

const SERVER = `import { createServer } from 'node:http';
import { notes } from './notes.js';

createServer((request, response) => {
  const url = request.url ?? '';
  notes.page(url);
  notes.tag(url);
  notes.allDrafts().push(url);
  notes.star(url);
  notes.search(url);
  notes.theme = url;
  response.end();
}).listen(0);
createServer((_request, response) => {
  response.end(notes.show());
}).listen(0);
`;

const planOf = (files: Readonly<Record<string, string>>, accessor: string): DefinitionPlan => define(files, accessor, { options: { types: ['node'] } }).plan;
const kinds = ({ state }: DefinitionPlan): Record<string, string> => Object.fromEntries(state.map(({ name, kind }) => [name.split('.').at(-1), kind]));
const messages = ({ refusals }: DefinitionPlan): string => refusals.map(({ code, message }) => `${code}: ${message}`).join('\n');

describe('a write is seen', () => {
  it('from outside the class, through locals, helpers, results, and values that come from another field', () => {
    expect(kinds(planOf({ 'src/notes.ts': NOTES, 'src/server.ts': SERVER }, 'notes'))).toEqual({
      theme: 'unclear', pages: 'unclear', tags: 'unclear', drafts: 'unclear', stars: 'unclear', found: 'unclear', query: 'request',
    });
  });

  it('at the top of another module, as a setting for everybody', () => {
    const server = SERVER.replace('  notes.theme = url;\n', '').replace('\ncreateServer', "\nnotes.theme = 'dark';\ncreateServer");
    expect(kinds(planOf({ 'src/notes.ts': NOTES, 'src/server.ts': server }, 'notes'))).toMatchObject({ theme: 'configuration' });
  });

  it('in a listener that the constructor registers, which runs later', () => {
    const source = "import { EventEmitter } from 'node:events';\nconst wire = new EventEmitter();\nexport class Stats {\n  private last = '';\n  constructor() {\n    wire.on('done', (what: string) => {\n      this.last = what;\n    });\n  }\n  show(): string {\n    return this.last;\n  }\n}\nexport const stats = new Stats();\n";
    const server = "import { createServer } from 'node:http';\nimport { stats } from './stats.js';\ncreateServer((_request, response) => response.end(stats.show())).listen(0);\n";
    expect(kinds(planOf({ 'src/stats.ts': source, 'src/server.ts': server }, 'stats'))).toEqual({ last: 'unclear' });
  });
});

describe('a person is asked', () => {
  const asked = (field: string, body: string, first = ''): string => {
    const source = `${first}class Board {\n  ${field}\n${body}}\nexport const board = new Board();\n`;
    const server = "import { createServer } from 'node:http';\nimport { board } from './board.js';\ncreateServer((request, response) => {\n  const url = request.url ?? '';\n  board.put(url);\n  response.end(board.get(url));\n}).listen(0);\n";
    return messages(planOf({ 'src/board.ts': source, 'src/server.ts': server }, 'board'));
  };

  it('about what is kept under keys that say nothing of users', () => {
    expect(asked('private rooms = new Map<string, string>();', '  put(room: string): void {\n    this.rooms.set(room, room);\n  }\n  get(room: string): string {\n    return this.rooms.get(room) ?? room;\n  }\n')).toMatch(/^STATE_UNCLEAR: Board\.rooms is kept under `room`, and nothing says whether others than the user who put it there look it up/);
  });

  it('about a count that says where in something else its users are', () => {
    const body = '  put(step: string): void {\n    this.steps.push(step);\n  }\n  get(none: string): string {\n    return this.steps[this.at++] ?? none;\n  }\n';
    expect(asked('private steps: string[] = [];\n  private at = 0;', body)).toMatch(/; Board\.at says where in something else its users are/);
  });

  it('about what is empty and read, and filled where nobody sees it', () => {
    expect(asked('private entries: string[] = [];', '  put(what: string): string {\n    return JSON.stringify([this.entries, what]);\n  }\n  get(none: string): string {\n    return this.entries[0] ?? none;\n  }\n')).toMatch(/^STATE_UNCLEAR: Board\.entries is empty at first and is read, but nothing is seen that fills it/);
  });

  it('about fields whose names are only known at run time', () => {
    expect(asked("theme = 'light';", '  put(theme: string): void {\n    Object.assign(this, { theme });\n  }\n  get(none: string): string {\n    return this.theme + none;\n  }\n')).toMatch(/^STATE_UNCLEAR: Board\.theme may be written by `Object\.assign\(this, \{ theme \}\)`/);
  });

  it('about properties of an object that are named at run time', () => {
    const source = "export const config = { prompt: 'short', image: 'small' };\nexport function setConfig(key: 'prompt' | 'image', value: string): void {\n  config[key] = value;\n}\n";
    expect(messages(planOf({ 'src/config.ts': source }, 'config'))).toMatch(/^STATE_UNCLEAR: config\.prompt may be written by `config\[key\] = value`; config\.image may be/);
  });

  it('about what start-up fills for everybody and requests fill too', () => {
    const body = '  put(entry: string): void {\n    this.entries.push(entry);\n  }\n  get(none: string): string {\n    return this.entries.join() + none;\n  }\n';
    const source = `class Board {\n  private entries: string[] = [];\n${body}}\nexport const board = new Board();\nboard.put('welcome');\n`;
    const server = "import { createServer } from 'node:http';\nimport { board } from './board.js';\ncreateServer((request, response) => {\n  board.put(request.url ?? '');\n  response.end(board.get(''));\n}).listen(0);\n";
    // A method that start-up and requests call is a request's; what is written at the top itself is everybody's.
    expect(messages(planOf({ 'src/board.ts': source.replace("board.put('welcome');", "board.entries.push('welcome');").replace('private entries', 'entries'), 'src/server.ts': server }, 'board'))).toMatch(/^STATE_UNCLEAR: Board\.entries is filled at start-up, for everybody, and by requests too/);
  });

  it('about what a base class of a package keeps', () => {
    const source = "import { EventEmitter } from 'node:events';\nexport class Bus extends EventEmitter {\n  private last = '';\n  begin(who: string): void {\n    this.last = who;\n    this.emit('begin', this.last);\n  }\n}\nexport const bus = new Bus();\n";
    expect(messages(planOf({ 'src/bus.ts': source, 'src/server.ts': "import { createServer } from 'node:http';\nimport { bus } from './bus.js';\ncreateServer((request) => bus.begin(request.url ?? '')).listen(0);\n" }, 'bus'))).toMatch(/^STATE_UNCLEAR: Bus\.EventEmitter is what Bus extends: what that keeps, as listeners or entries, is not seen/);
  });

  it('about an object of the program that mixes what is whose', () => {
    const first = 'class Shelf {\n  private total = 0;\n  private last = \'\';\n  begin(what: string): void {\n    this.total++;\n    this.last = what;\n  }\n  show(): string {\n    return String(this.total) + this.last;\n  }\n}\n';
    expect(asked('private readonly shelf = new Shelf();', '  put(what: string): void {\n    this.shelf.begin(what);\n  }\n  get(none: string): string {\n    return this.shelf.show() + none;\n  }\n', first)).toMatch(/^STATE_UNCLEAR: Board\.shelf holds a Shelf, which mixes what is whose: total \(process\), last \(request\)/);
  });
});

describe('the one instance', () => {
  it('is not asked past its accessor, but by who empties the slot', () => {
    const source = (more: string): string => `export class Tasks {\n  private open: string[] = [];\n  add(task: string): void {\n    this.open.push(task);\n  }\n}\nlet tasks: Tasks | undefined;\nexport const getTasks = (): Tasks => (tasks ??= new Tasks());\nexport function ${more}\n`;
    const refused = (more: string): string => messages(define({ 'src/tasks.ts': source(more) }, 'getTasks', { answers: { 'Tasks.open': 'request' } }).plan);
    expect(refused("addLate(task: string): void {\n  tasks?.add(task);\n}")).toBe('DEFINITION_UNCLEAR: tasks is also used at src/tasks.ts:10, past getTasks: ask getTasks there first.');
    expect(refused("close(): void {\n  tasks?.add('closed');\n  tasks = undefined;\n}")).toBe('');
  });
});

describe('what methods keep beside the instance', () => {
  const source = (beside: string): string => `let asked = 0;\n${beside}class Chat {\n  private lines: string[] = [];\n  begin(who: string): void {\n    asked++;\n    last = who;\n    this.lines = [];\n  }\n  say(text: string): string {\n    this.lines.push(last + text);\n    return this.lines.join() + String(asked);\n  }\n}\nexport const chat = new Chat();\n`;
  const server = "import { createServer } from 'node:http';\nimport { chat } from './chat.js';\ncreateServer((request, response) => {\n  chat.begin(request.url ?? '');\n  response.end(chat.say('hello'));\n}).listen(0);\n";

  it('is in the table, and refused where it is a caller\'s: all instances would go on sharing it', () => {
    const plan = planOf({ 'src/chat.ts': source("let last = '';\n"), 'src/server.ts': server }, 'chat');
    expect(kinds(plan)).toEqual({ lines: 'request', asked: 'process', last: 'request' });
    expect(messages(plan)).toBe('DEFINITION_UNCLEAR: last is set anew by every request that reads it, but it is a variable of the module, so all instances would go on sharing it: make it a field first.');
  });

  it('stays where it is otherwise', () => {
    expect(messages(planOf({ 'src/chat.ts': source("const last = '';\n").replace('    last = who;\n', '    this.lines = [who];\n'), 'src/server.ts': server }, 'chat'))).toBe('');
  });
});
