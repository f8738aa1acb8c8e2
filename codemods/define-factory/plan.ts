/** Plans the step from a singleton's definition to a per-request factory: pure, edits as data, like the threading engine's plan. */
import { join } from 'node:path';
import type { ts } from '@ts-morph/common';
import type { AccessorConfiguration, Configuration } from '../../src/project/configuration.js';
import { UserError } from '../../src/project/user-error.js';
import type { Edit, Plan, Refusal } from '../change/plan.js';
import type { ResourceRow, StateRow } from '../change/report.js';
import { readSource } from '../change/source.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { Imports } from '../thread-context/imports.js';
import { Program } from '../thread-context/program.js';
import { Writer } from '../thread-context/text.js';
import { placeOf, type Tools } from './constructor.js';
import { define, type Outcome } from './define.js';
import { defineModule } from './module-maker.js';
import type { StateAnswers } from './partition.js';
import { findSingletons } from './recognise.js';

export type DefinitionRequest = {
  readonly root: string;
  readonly oracle: TypeOracle;
  readonly configuration: Configuration;
  readonly accessors: readonly string[];
  readonly answers?: StateAnswers;
};

export type DefinitionPlan = Plan & {
  /** Whose each part of the state is. */
  readonly state: readonly StateRow[];
  readonly resources: readonly ResourceRow[];
  /** Calls of the accessors that configure what all share now. */
  readonly turned: number;
  /** What callers say from now on. Those of one list speak of the same state: they move together or not at all. */
  readonly renames: readonly (readonly AccessorConfiguration[])[];
};

export function planDefinition(request: DefinitionRequest): DefinitionPlan {
  const { oracle, configuration, root, accessors } = request;
  const program = new Program({ root, oracle, configuration, accessors, fallback: 'refuse', tests: true });
  const writer = new Writer();
  const imports = new Imports(program);
  const tools: Tools = { oracle, writer, imports, runtime: configuration.context.module, context: configuration.context.name, contextType: configuration.context.type };
  const outcomes = accessors.map((accessor) => defineNamed(tools, accessor, request));
  imports.write(writer);
  const edits = editsOf(oracle, writer);
  return {
    version: 1,
    root,
    accessors,
    hashes: hashesOf(root, edits),
    edits,
    components: [{ id: 1, files: [...new Set(edits.map(({ file }) => file))], sinks: outcomes.length }],
    sinks: outcomes.map(({ accessor, at, refused }) => ({ ...position(oracle, at), accessor, outcome: refused === undefined ? 'rewritten' : 'refused', component: 1 })),
    refusals: outcomes.flatMap(({ refused }): Refusal[] => (refused === undefined ? [] : [{ ...position(oracle, refused.at), code: refused.code, message: refused.message, component: 1 }])),
    functionsThreaded: 0,
    entryPoints: [],
    edges: { proved: 0, adapted: 0, waived: 0, refused: 0 },
    state: outcomes.flatMap(({ state }) => state.map(({ name, kind, why, evidence }) => ({ name, kind, why, evidence }))),
    turned: outcomes.reduce((sum, { turned = 0 }) => sum + turned, 0),
    resources: outcomes.flatMap(({ resources = [] }) => resources),
    renames: outcomes.map(({ renames }) => renames).filter((renames) => renames.length > 0),
  };
}

/** What a name stands for: one object, or variables of a module with the functions around them. */
function defineNamed(tools: Tools, accessor: string, { configuration, answers = {} }: DefinitionRequest): Outcome & { readonly accessor: string; readonly at: ts.Node } {
  const { oracle } = tools;
  const [singleton, ...others] = findSingletons(oracle, accessor);
  if (singleton !== undefined && others.length > 0) throw new UserError(`${accessor} is defined ${String(others.length + 1)} times: ${[singleton, ...others].map(({ declaration }) => placeOf(tools, declaration)).join(', ')}. Narrow the run to one of them with --include.`);
  if (singleton !== undefined) return { accessor, at: singleton.declaration, ...define(tools, singleton, configuration, answers) };
  const module = defineModule(tools, accessor, configuration, answers);
  if (module === undefined) throw new UserError(`No definition of ${accessor} was found that makes one instance and keeps it, and no module variable that it writes.`);
  return { accessor, ...module };
}

function position(oracle: TypeOracle, node: ts.Node): { file: string; line: number; column: number } {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { file: oracle.fileOf(node), line: line + 1, column: character + 1 };
}

export function editsOf(oracle: TypeOracle, writer: Writer): readonly Edit[] {
  return writer.sources.flatMap((source) => {
    const file = oracle.fileOf(source);
    return writer.edits(source).map((edit) => ({ ...edit, id: `${file}:${String(edit.start)}`, file, component: 1 }));
  });
}

function hashesOf(root: string, edits: readonly Edit[]): Record<string, string> {
  const files = [...new Set(edits.map(({ file }) => file))];
  return Object.fromEntries(files.flatMap((file) => {
    const source = readSource(join(root, file));
    return 'hash' in source ? [[file, source.hash] as const] : [];
  }));
}
