/** What a getter is given the first time: settings of everybody where start-up gives them, and a question everywhere else. */
import { describe, expect, it } from 'vitest';
import { define, type Defined } from './program.js';

const MODEL = `export interface ModelOptions {
  name: string;
}

export class Model {
  private chat: string[] = [];
  constructor(private readonly options: ModelOptions) {}
  tell(text: string): string {
    this.chat.push(text);
    return this.options.name + this.chat.join();
  }
}

let model: Model | undefined;
export function getModel(options?: ModelOptions): Model {
  if (!model) {
    if (!options) throw new Error('The model has no options yet.');
    model = new Model(options);
  }
  return model;
}
export function closeModel(): void {
  model = undefined;
}
`;
const START = "import { getModel } from './model.js';\n\nexport function start(): void {\n  getModel({ name: 'large' });\n}\nstart();\n";

const run = (model: string, more: Readonly<Record<string, string>>, accessor = 'getModel'): Defined => define({ 'src/model.ts': model, ...more }, accessor, { answers: { 'Model.chat': 'user' } });
const refusal = ({ plan }: Defined): string | undefined => plan.refusals[0]?.message;

describe('what a getter is given', () => {
  it('at start-up is kept for every instance, in the words of its guards', () => {
    const { texts, diagnostics, again, plan } = run(MODEL, { 'src/start.ts': START });
    const text = texts.get('src/model.ts') ?? '';
    expect(text).toContain("export const createModel = perRequest((userContext) => {\n  const { options } = modelSettings();\n  if (!options) throw new Error('The model has no options yet.');\n  return new Model(userContext, options);\n}, { name: 'createModel' });");
    expect(text).toContain('export function getModel(options?: ModelOptions): Model {\n  configureModel(options);\n  return sharedModelLegacy();\n}');
    expect(text).toContain('  model = undefined;\n  modelUserState.reset();\n  modelSettings.reset();\n');
    expect(texts.get('src/start.ts')).toBe(START.replaceAll('getModel', 'configureModel'));
    expect([diagnostics, again, plan.turned]).toEqual([[], 0, 1]);
  });

  it('has its default where it is read', () => {
    const { texts, diagnostics } = run(MODEL.replace('options?: ModelOptions)', "options: ModelOptions = { name: 'small' })").replace(/ {4}if \(!options\).*\n/, ''), { 'src/start.ts': START });
    expect(texts.get('src/model.ts')).toContain("const { options = { name: 'small' } } = modelSettings();");
    expect(diagnostics).toEqual([]);
  });

  it('by a request is refused, with the place', () => {
    const late = "import { getModel } from './model.js';\n\nexport const answer = (name: string): string => getModel({ name }).tell(name);\n";
    expect(refusal(run(MODEL, { 'src/answer.ts': late }))).toMatch(/^getModel takes options\?: ModelOptions, which only the first call sets for everybody, and a request may be that first call \(`getModel\(\{ name \}\)`, src\/answer\.ts:3\)/);
  });

  it('as a key is refused, because it may say whose the instance is', () => {
    const rooms = 'export class Room {\n  private lines: string[] = [];\n  constructor(readonly name: string) {}\n  say(line: string): void {\n    this.lines.push(line);\n  }\n}\nconst rooms = new Map<string, Room>();\nexport function getRoom(name: string): Room {\n  let room = rooms.get(name);\n  if (!room) {\n    room = new Room(name);\n    rooms.set(name, room);\n  }\n  return room;\n}\n';
    const { plan } = define({ 'src/rooms.ts': rooms }, 'getRoom', { answers: { 'Room.lines': 'request' } });
    expect(plan.refusals[0]?.message).toMatch(/^getRoom takes name: string, and line 10 does more with `name` than to make the instance/);
  });

  it('as a function handed on is refused', () => {
    expect(refusal(run(MODEL, { 'src/all.ts': "import { getModel } from './model.js';\n\nexport const models = [{ name: 'a' }].map(getModel);\n" }))).toMatch(/is handed on as a function at src\/all\.ts:3/);
  });
});
