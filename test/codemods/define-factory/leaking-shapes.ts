/** One singleton in each shape. Every one keeps what its callers hand in, so every one leaks. */
export type LeakingShape = {
  readonly shape: string;
  readonly accessor: string;
  /** The module `src/agents.ts`. */
  readonly source: string;
  /** How old callers reach the object, in a module that imports everything as `agents`. */
  readonly use: string;
  readonly factory: string;
  /** A call can warn; a constant cannot. */
  readonly warns: boolean;
};

const CLASS = `export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
`;
const METHODS = CLASS.split('\n').slice(2, -2).join('\n');

const getter = (shape: string, rest: string): LeakingShape => ({ shape, accessor: 'getAgentFactory', source: `${CLASS}${rest}`, use: 'agents.getAgentFactory()', factory: 'createAgentFactory', warns: true });

export const LEAKING_SHAPES: readonly LeakingShape[] = [
  getter('lazy-getter', 'let instance: AgentFactory | undefined;\nexport function getAgentFactory(): AgentFactory {\n  if (!instance) instance = new AgentFactory();\n  return instance;\n}\n'),
  { ...getter('lazy-getter-arrow', 'let instance: AgentFactory | undefined;\nexport const getAgentFactory = (): AgentFactory => (instance ??= new AgentFactory());\n') },
  getter('async-lazy-getter', 'let instance: AgentFactory | undefined;\nexport async function getAgentFactory(): Promise<AgentFactory> {\n  instance ??= new AgentFactory();\n  return instance;\n}\n'),
  getter('memoised', 'function once<T>(make: () => T): () => T {\n  let made: T | undefined;\n  return () => (made ??= make());\n}\nexport const getAgentFactory = once(() => new AgentFactory());\n'),
  getter('closure-singleton', 'export const getAgentFactory = (() => {\n  let instance: AgentFactory | undefined;\n  return () => (instance ??= new AgentFactory());\n})();\n'),
  {
    shape: 'static-accessor', accessor: 'AgentFactory.getInstance', use: 'agents.AgentFactory.getInstance()', factory: 'createAgentFactory', warns: true,
    source: `export class AgentFactory {\n  private static instance: AgentFactory | undefined;\n  private history: string[] = [];\n  private constructor() {}\n  static getInstance(): AgentFactory {\n    AgentFactory.instance ??= new AgentFactory();\n    return AgentFactory.instance;\n  }\n${METHODS}\n}\n`,
  },
  { shape: 'static-readonly', accessor: 'AgentFactory.instance', use: 'agents.AgentFactory.instance', factory: 'createAgentFactory', warns: false, source: CLASS.replace('{\n', '{\n  static readonly instance = new AgentFactory();\n') },
  { shape: 'eager-export', accessor: 'agentFactory', use: 'agents.agentFactory', factory: 'createAgentFactory', warns: false, source: `${CLASS}export const agentFactory = new AgentFactory();\n` },
  { shape: 'default-export', accessor: 'agentFactory', use: 'agents.default', factory: 'createAgentFactory', warns: false, source: `${CLASS}export default new AgentFactory();\n` },
  { shape: 'constructor-singleton', accessor: 'AgentFactory', use: 'new agents.AgentFactory()', factory: 'createAgentFactory', warns: false, source: CLASS.replace('  remember', '  private static shared: AgentFactory | undefined;\n  constructor() {\n    if (AgentFactory.shared) return AgentFactory.shared;\n    AgentFactory.shared = this;\n  }\n  remember') },
  { shape: 'object-singleton', accessor: 'agentSession', use: 'agents.agentSession', factory: 'createAgentSession', warns: false, source: 'export const agentSession = {\n  history: [] as string[],\n  remember(entry: string): void {\n    this.history.push(entry);\n  },\n  recall(): string[] {\n    return [...this.history];\n  },\n};\n' },
  { shape: 'object-that-names-itself', accessor: 'agentSession', use: 'agents.agentSession', factory: 'createAgentSession', warns: false, source: 'export const agentSession = {\n  history: [] as string[],\n  remember: (entry: string): void => {\n    agentSession.history.push(entry);\n  },\n  recall: (): string[] => [...agentSession.history],\n};\n' },
  { shape: 'global-slot', accessor: 'agents', use: 'agents.agents', factory: 'createAgents', warns: false, source: `${CLASS}const holder = globalThis as { agents?: AgentFactory };\nexport const agents = holder.agents ?? new AgentFactory();\nholder.agents = agents;\n` },
  { shape: 'proxy-lazy', accessor: 'agents', use: 'agents.agents', factory: 'createAgents', warns: false, source: `${CLASS}let real: AgentFactory | undefined;\nexport const agents = new Proxy({} as AgentFactory, {\n  get(_target, key) {\n    real ??= new AgentFactory();\n    const value: unknown = Reflect.get(real, key);\n    return typeof value === 'function' ? (value.bind(real) as unknown) : value;\n  },\n});\n` },
  { shape: 'factory-call', accessor: 'agents', use: 'agents.agents', factory: 'createAgentsForRequest', warns: false, source: 'function createAgents() {\n  const history: string[] = [];\n  return {\n    remember(entry: string): void {\n      history.push(entry);\n    },\n    recall: (): string[] => [...history],\n  };\n}\nexport const agents = createAgents();\n' },
];
