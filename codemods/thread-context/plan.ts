/** Plans the migration: pure, reads the program through the oracle, writes nothing. */
import type { EdgeCounts, Edit, Plan, Refusal, Sink } from '../change/plan.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { asksScope, findAccessors, type Accessor } from './accessors.js';
import { componentsOf } from './components.js';
import { mentionsIn } from './mentions.js';
import { Program } from './program.js';
import type { Block, Need } from './model.js';
import type { PlanRequest } from './request.js';
import { sharedByDesign } from './shared.js';
import { atModuleLevel, handedToPackage } from './start-up.js';
import { sinkNeeds, typeUses, type Rename } from './sinks.js';
import type { Solution, SolvedSink } from './solution.js';
import { solve } from './solve.js';
import { lineOf } from './syntax.js';
import { writeSolution, type Renamer, type Written } from './write.js';
import type { ts } from '@ts-morph/common';

export type { Answers, Fallback, PlanRequest } from './request.js';

export function planThreading(request: PlanRequest): Plan {
  const program = new Program(request);
  const accessors = findAccessors(program);
  program.replaces(accessors.flatMap((accessor) => [...accessor.declarations]));
  const renamer: Renamer = { current: undefined };
  const rename: Rename = (accessor, reference, writer) => renamer.current?.rename(accessor, reference, writer);
  const shared = new Map(accessors.map((accessor) => [accessor.name, sharedByDesign(program, accessor)] as const));
  const cache: Map<ts.Node, readonly Need[]> = new Map();
  const solution = solve(
    program,
    (uses, dissolved) => sinkNeeds(program, accessors, rename, uses, dissolved, cache).map((sink) => {
      const message = shared.get(sink.accessor);
      return message === undefined ? sink : { ...sink, needs: [{ at: sink.at, why: '', write: () => {}, block: { code: 'SHARED_BY_DESIGN' as const, at: sink.at, message } }] };
    }),
  );
  const types = typeUses(program, accessors, rename, solution.uses);
  const written = writeSolution(program, accessors, solution, renamer, types);
  return assemble(program, solution, written, accessors);
}

function assemble(program: Program, solution: Solution, written: Written, all: readonly Accessor[]): Plan {
  const accessors = all.map((at) => at.name);
  const joined = all.filter(asksScope).map((at) => at.name);
  const { oracle, request } = program;
  const components = componentsOf(program, solution, written);
  const edits = written.writer.sources.flatMap((source) => {
    const file = oracle.fileOf(source);
    const [component = 1, ...sharedWith] = components.of(file);
    return written.writer.edits(source).map((edit): Edit => ({ id: `${file}:${String(edit.start)}`, file, ...edit, component, ...(sharedWith.length > 0 ? { sharedWith } : {}) }));
  }).sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start));
  const sinks = solution.sinks.map((sink): Sink => ({ file: oracle.fileOf(sink.at), ...position(sink.at), accessor: sink.accessor, outcome: sink.outcome, component: sink.block === undefined ? (components.of(oracle.fileOf(sink.at))[0] ?? null) : null }));
  const refusals = solution.sinks.map((sink) => atItsPlace(oracle, sink)).flatMap((sink): Refusal[] => (sink.block === undefined ? [] : [{ file: oracle.fileOf(sink.block.at), ...position(sink.block.at), code: sink.block.code, message: withSink(program, sink, sink.block.message), component: null, accessor: sink.accessor, ...(sink.served ? { served: true } : {}) }]));
  const shared = new Set(solution.sinks.filter((sink) => sink.block?.code === 'SHARED_BY_DESIGN').map((sink) => sink.accessor));
  const mentions = mentionsIn(request.root, [...new Set(accessors)].filter((name) => !shared.has(name)));
  return {
    version: 1,
    root: request.root,
    accessors: [...new Set(accessors)],
    ...(joined.length > 0 ? { joined } : {}),
    // Whoever applies it has read the files, and adds them.
    hashes: {},
    edits,
    components: components.list(edits, sinks, written.threaded),
    sinks: [...sinks, ...mentions.map((at) => at.sink)],
    refusals: [...refusals, ...mentions.map((at) => at.refusal)],
    functionsThreaded: written.threaded.size,
    entryPoints: written.sources.filter((source) => source.kind !== 'test').map((source) => {
      const file = oracle.fileOf(source.fn);
      const [component] = components.of(file);
      return { file, line: lineOf(source.fn), name: source.name, kind: source.kind, ...(component === undefined ? {} : { component }) };
    }),
    edges: edgesOf(solution),
  };
}

function edgesOf(solution: Solution): EdgeCounts {
  const live = [...solution.needs.keys()].filter((need) => need.free !== true);
  const adapted = live.filter((need) => need.adapted === true).length;
  return { proved: live.length - adapted, adapted, waived: 0, refused: solution.sinks.filter((sink) => sink.block !== undefined).length };
}

/** E11: what start-up calls, or hands to a package that calls it later, says more about itself than start-up does. */
function atItsPlace(oracle: TypeOracle, sink: SolvedSink): SolvedSink {
  const { block } = sink;
  if (block === undefined || !AT_START_UP.has(block.code) || block.at === sink.at) return sink;
  const own = atModuleLevel(sink.at, undefined);
  if (own.code === 'BOOT_CONFIGURATION') return { ...sink, block: own };
  const handed = handedToPackage(oracle, sink.at);
  if (handed !== undefined) return { ...sink, block: handed };
  // The caller's result is not used, but what the use here does with its own is more than to build the singleton.
  return own.code === block.code ? sink : { ...sink, block: { ...own, at: block.at } };
}

const AT_START_UP: ReadonlySet<Block['code']> = new Set<Block['code']>(['NO_REQUEST', 'WARMUP_CALL']);

/** An obstacle away from the sink says which use it cuts. */
function withSink(program: Program, sink: SolvedSink, message: string): string {
  if (sink.block === undefined || sink.block.at === sink.at) return message;
  return `${message} It keeps ${program.oracle.fileOf(sink.at)}:${String(lineOf(sink.at))} as it is.`;
}

function position(node: ts.Node): { readonly line: number; readonly column: number } {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { line: line + 1, column: character + 1 };
}
