import { describe, expect, it } from 'vitest';
import { define } from './program.js';

/** The story's factory: some of its state is a user's, some everybody's, some was set at start-up. */
const FACTORY = `import { EventEmitter } from 'node:events';

export class AgentInstanceFactory {
  private history: string[] = [];
  private current: { id: string } | undefined;
  private readonly runsOf = new Map<string, number>();
  private started = 0;
  private readonly makers = new Map<string, () => string>();
  private model = 'small';
  private readonly events = new EventEmitter();
  private readonly greetings = ['hello', 'hi'];

  configure(model: string): void {
    this.model = model;
  }

  register(name: string, make: () => string): void {
    this.makers.set(name, make);
  }

  begin(user: { id: string }): void {
    this.current = user;
    this.history = [];
  }

  run(userId: string, question: string): string {
    this.started++;
    this.runsOf.set(userId, (this.runsOf.get(userId) ?? 0) + 1);
    this.history.push(question);
    this.events.emit('run', this.current?.id);
    return [this.model, this.makers.get('x')?.(), this.greetings[0], ...this.history].join();
  }
}

let instance: AgentInstanceFactory | undefined;
export function getAgentInstanceFactory(): AgentInstanceFactory {
  return (instance ??= new AgentInstanceFactory());
}
`;

const MAIN = `import { createServer } from 'node:http';
import { getAgentInstanceFactory } from './agents.js';

function start(): void {
  getAgentInstanceFactory().configure('large');
}
start();
getAgentInstanceFactory().register('x', () => 'x');
createServer((request, response) => {
  getAgentInstanceFactory().begin({ id: request.url ?? '' });
  response.end(getAgentInstanceFactory().run(request.url ?? '', 'why'));
}).listen(0);
`;

const NODE = { options: { types: ['node'] } };

describe('the state of a singleton is divided', () => {
  const { plan, texts, diagnostics } = define({ 'src/agents.ts': FACTORY, 'src/main.ts': MAIN }, 'getAgentInstanceFactory', NODE);
  const kinds = Object.fromEntries(plan.state.map(({ name, kind }) => [name.split('.')[1], kind]));

  it('by who writes it, when, and with what', () => {
    expect(kinds).toEqual({
      history: 'request',
      current: 'request',
      runsOf: 'user',
      started: 'process',
      makers: 'process',
      model: 'configuration',
      events: 'process',
      greetings: 'constant',
    });
  });

  it('with the place that shows it', () => {
    expect(plan.state.find(({ name }) => name.endsWith('.current'))?.evidence).toEqual([{ file: 'src/agents.ts', line: 22, text: 'this.current = user' }]);
  });

  it('and what outlives the request is moved out of the instance', () => {
    const text = texts.get('src/agents.ts') ?? '';
    expect(text).toContain('const agentInstanceFactoryState = shared((): { runsOf: Map<string, number>; started: number; makers: Map<string, () => string>; model: string; events: EventEmitter } => ({');
    expect(text).toContain('  private readonly makers = agentInstanceFactoryState().makers;\n');
    expect(text).toContain('  private set model(value: string) {\n    agentInstanceFactoryState().model = value;\n  }\n');
    expect(text).toContain('  private history: string[] = [];\n');
    expect(diagnostics).toEqual([]);
  });

  it('and what is kept under users\' keys stays under them, because one user may write for another', () => {
    expect(texts.get('src/agents.ts')).toContain('  private readonly runsOf = agentInstanceFactoryState().runsOf;\n');
  });

  it('and goes to the user who asks, where a person has said that it is that user\'s', () => {
    const { texts: answered } = define({ 'src/agents.ts': FACTORY, 'src/main.ts': MAIN }, 'getAgentInstanceFactory', { ...NODE, answers: { 'AgentInstanceFactory.runsOf': 'user' } });
    const text = answered.get('src/agents.ts') ?? '';
    expect(text).toContain("const agentInstanceFactoryUserState = perUser((): { runsOf: Map<string, number> } => ({\n  runsOf: new Map<string, number>(),\n}), { name: 'agentInstanceFactoryUserState', max: Infinity });");
    expect(text).toContain('  private get runsOf(): Map<string, number> {\n    return agentInstanceFactoryUserState(this.userContext).runsOf;\n  }\n');
  });

  it('what is kept under users\' keys stays together where somebody asks about all of them', () => {
    const counted = FACTORY.replace('  run(userId', '  users(): number {\n    return this.runsOf.size;\n  }\n\n  run(userId');
    const { plan: other } = define({ 'src/agents.ts': counted, 'src/main.ts': MAIN }, 'getAgentInstanceFactory', NODE);
    expect(other.state.find(({ name }) => name.endsWith('.runsOf'))).toMatchObject({ kind: 'process', why: "is kept under users' keys, and `this.runsOf.size` asks about all of them" });
  });

  it('a method that returns its object for a chain configures all the same, where nothing is chained', () => {
    const chained = FACTORY.replace('configure(model: string): void {\n    this.model = model;', 'configure(model: string): this {\n    this.model = model;\n    return this;');
    const { texts: chainedTexts } = define({ 'src/agents.ts': chained, 'src/main.ts': MAIN }, 'getAgentInstanceFactory', NODE);
    expect(chainedTexts.get('src/agents.ts')).toContain('export function configureAgentInstanceFactory(model: string): void {\n  agentInstanceFactoryState().model = model;\n}\n');
    const { texts: left } = define({ 'src/agents.ts': chained, 'src/main.ts': MAIN.replace(".configure('large')", ".configure('large').register('y', () => 'y')") }, 'getAgentInstanceFactory', NODE);
    expect(left.get('src/agents.ts')).not.toContain('configureAgentInstanceFactory');
  });

  it('a method that a request also calls is not configuration', () => {
    const main = MAIN.replace("  getAgentInstanceFactory().begin(", "  getAgentInstanceFactory().configure(request.url ?? '');\n  getAgentInstanceFactory().begin(");
    const { plan: other } = define({ 'src/agents.ts': FACTORY, 'src/main.ts': main }, 'getAgentInstanceFactory', NODE);
    expect(other.state.find(({ name }) => name.endsWith('.model'))?.kind).toBe('request');
  });
});
