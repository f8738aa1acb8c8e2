/**
 * A generated agent server: areas of twenty files, each with routes, services behind an interface, and tasks that call
 * one another across files, amid code that has nothing to do with agents. Every area uses the accessor forty times.
 */
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const MODULES = join(import.meta.dirname, '../../node_modules');
const FILES_PER_AREA = 20;
const USES_PER_AREA = 40;
const SERVICES = 6;
const TASKS = 12;

/** How often a server of so many files uses the accessor. */
export const usesIn = (files: number): number => (files / FILES_PER_AREA) * USES_PER_AREA;

/** Does something in a server of so many files, a multiple of twenty and `agents.ts`, and removes the server. */
export function inServer<Result>(files: number, action: (folder: string) => Result): Result {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'unsingleton-bench-')));
  try {
    writeServer(folder, files / FILES_PER_AREA);
    return action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Twenty files for each area, `agents.ts`, and node_modules of its own. */
export function writeServer(root: string, areas: number): void {
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  write('package.json', '{ "name": "agent-server", "private": true, "type": "module" }\n');
  write('tsconfig.json', `${JSON.stringify({ compilerOptions: { target: 'es2022', lib: ['es2022'], module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true, types: ['node'] }, include: ['src'] }, null, 2)}\n`);
  write('src/agents.ts', AGENTS);
  for (let area = 0; area < areas; area += 1) {
    const folder = `src/area-${String(area)}`;
    write(`${folder}/types.ts`, typesOf());
    write(`${folder}/routes.ts`, routesOf());
    for (let at = 0; at < SERVICES; at += 1) write(`${folder}/service-${String(at)}.ts`, serviceOf(at));
    for (let at = 0; at < TASKS; at += 1) write(`${folder}/task-${String(at)}.ts`, taskOf(at, area, areas));
  }
  // A folder of its own, since caches are kept in it.
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync(MODULES)) if (!name.startsWith('.')) symlinkSync(join(MODULES, name), join(root, 'node_modules', name));
}

const AGENTS = `import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';

export class AgentInstanceFactory {
  readonly #runs = new Map<string, string>();
  constructor(readonly owner?: string) {}
  remember(key: string, value: string): void { this.#runs.set(key, value); }
  recall(key: string): string { return this.#runs.get(key) ?? ''; }
  async run(task: string): Promise<string> { await Promise.resolve(); this.remember('last', task); return task; }
}

let instance: AgentInstanceFactory | undefined;
/** @deprecated One object for all users. */
export function getAgentInstanceFactory(): AgentInstanceFactory { return (instance ??= new AgentInstanceFactory()); }
export const createAgentInstanceFactory = perRequest((userContext: UserExecutionContext) => new AgentInstanceFactory(userContext.userId));
`;

const typesOf = (): string => `export interface TaskInput { readonly name: string; readonly priority: number; readonly tags: readonly string[] }
export interface TaskResult { readonly text: string; readonly length: number; readonly tags: ReadonlyMap<string, number> }
export interface AreaTask { execute(input: TaskInput): Promise<TaskResult>; describe(input: TaskInput): string }

export function toResult(text: string, input: TaskInput): TaskResult {
  return { text, length: text.length, tags: new Map(input.tags.map((tag, index) => [tag, index])) };
}

export function toInput(body: unknown): TaskInput {
  const { name, priority, tags } = (body ?? {}) as Partial<TaskInput>;
  return { name: name ?? 'task', priority: Number(priority ?? 0), tags: Array.isArray(tags) ? tags.map(String) : [] };
}
`;

function routesOf(): string {
  const handlers = Array.from({ length: SERVICES }, (_, at) => `
router.post('/tasks/${String(at)}', async (req, res) => {
  const input = toInput(req.body);
  const result = await service${String(at)}.execute(input);
  res.json({ ...result, tags: [...result.tags.keys()] });
});
${at < 4 ? `
router.get('/tasks/${String(at)}/last', (req, res) => {
  res.json({ name: req.query['name'], last: getAgentInstanceFactory().recall('last') });
});
` : ''}`);
  const imports = Array.from({ length: SERVICES }, (_, at) => `import { service${String(at)} } from './service-${String(at)}.js';`);
  return `import { Router } from 'express';\nimport { getAgentInstanceFactory } from '../agents.js';\n${imports.join('\n')}\nimport { toInput } from './types.js';\n\nexport const router = Router();\n${handlers.join('')}`;
}

function serviceOf(at: number): string {
  const [first, second] = [at * 2, at * 2 + 1].map(String);
  return `import { getAgentInstanceFactory } from '../agents.js';
import { perform${first ?? ''}, preview${first ?? ''} } from './task-${first ?? ''}.js';
import { perform${second ?? ''} } from './task-${second ?? ''}.js';
import { toResult, type AreaTask, type TaskInput, type TaskResult } from './types.js';

interface Counters { started: number; finished: number; failed: number }

export class Service${String(at)} implements AreaTask {
  readonly #counters: Counters = { started: 0, finished: 0, failed: 0 };

  async execute(input: TaskInput): Promise<TaskResult> {
    this.#counters.started += 1;
    try {
      const agent = getAgentInstanceFactory();
      const texts = await Promise.all([agent.run(input.name), perform${first ?? ''}(input), perform${second ?? ''}(input, 2)]);
      this.#counters.finished += 1;
      return toResult(texts.join(' '), input);
    } catch (error) {
      this.#counters.failed += 1;
      throw new Error(\`task \${input.name} failed\`, { cause: error });
    }
  }

  describe(input: TaskInput): string {
    return \`\${this.label(input)}: \${getAgentInstanceFactory().recall(input.name)} \${preview${first ?? ''}(input)}\`;
  }

  private label({ name, priority }: TaskInput): string {
    return [name, priority > 5 ? 'urgent' : 'normal'].map((part) => part.toUpperCase()).join('/');
  }

  get summary(): Readonly<Counters> {
    return { ...this.#counters };
  }
}

export const service${String(at)}: AreaTask = new Service${String(at)}();
`;
}

/** Every third task calls one of the next area, so that the call graph is more than islands. */
function taskOf(at: number, area: number, areas: number): string {
  const next = at + 1 < TASKS ? `./task-${String(at + 1)}.js` : undefined;
  const far = at % 3 === 2 && area + 1 < areas ? `../area-${String(area + 1)}/task-${String(at)}.js` : undefined;
  const n = String(at);
  return `import { getAgentInstanceFactory } from '../agents.js';
${next === undefined ? '' : `import { preview${String(at + 1)} } from '${next}';\n`}${far === undefined ? '' : `import { preview${n} as previewFar } from '${far}';\n`}import type { TaskInput } from './types.js';

type Weighted<T> = { readonly item: T; readonly weight: number };

function weigh<T>(items: readonly T[], weightOf: (item: T, index: number) => number): Weighted<T>[] {
  return items.map((item, index) => ({ item, weight: weightOf(item, index) })).sort((a, b) => b.weight - a.weight);
}

function pick<T, K extends keyof T>(items: readonly T[], key: K): T[K][] {
  return items.map((item) => item[key]);
}

const stopWords = new Set(['a', 'the', 'of', 'and', 'task']);

export function words(text: string): readonly string[] {
  return text.toLowerCase().split(/\\W+/).filter((word) => word.length > 1 && !stopWords.has(word));
}

export function groupByLength(all: readonly string[]): Record<number, string[]> {
  const groups: Record<number, string[]> = {};
  for (const word of all) (groups[word.length] ??= []).push(word);
  return groups;
}

export async function perform${n}(input: TaskInput, times = 1): Promise<string> {
  const weighted = weigh(input.tags, (tag, index) => tag.length * times + index);
  const agent = getAgentInstanceFactory();
  const texts: string[] = [];
  for (const tag of pick(weighted, 'item')) texts.push(await agent.run(\`\${input.name}:\${tag}\`));
  return texts.concat(preview${n}(input)).join(', ');
}

export function preview${n}(input: TaskInput): string {
  const known = words(input.name).map((word) => getAgentInstanceFactory().recall(word));
  const groups = Object.entries(groupByLength(known)).map(([length, group]) => \`\${length}=\${String(group.length)}\`);
  return [...groups${next === undefined ? '' : `, preview${String(at + 1)}(input)`}${far === undefined ? '' : ', previewFar(input)'}].join(' ');
}
`;
}
