/** What is done where the context cannot be handed over: `--fallback scope`, and answers to questions. */
import type { ts } from '@ts-morph/common';
import type { RefusalCode } from '../change/reasons.js';
import { minimumCut } from './cut.js';
import type { Block, Group, Need, SinkNeed, Supply } from './model.js';
import type { Program } from './program.js';
import { isBodied, type Bodied } from './syntax.js';

/**
 * Obstacles that stand in the way of a parameter, though a request is in progress. The others are no obstacles to a
 * signature: at start-up there is no scope to read, and which of two users is meant no scope can tell.
 */
const SCOPABLE: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'FRAMEWORK_CALLED', 'FROZEN_SIGNATURE', 'GETTER_NO_PARAM', 'SETTER_NO_PARAM', 'RUNTIME_PROTOCOL', 'UNTYPED_CALL', 'UNTYPED_REGISTRY', 'UNTYPED_REQUIRE', 'DYNAMIC_IMPORT',
  'DYNAMIC_DISPATCH', 'TAGGED_TEMPLATE', 'SPREAD_CALL', 'MIXED_TARGET', 'ARITY_SENSITIVE', 'USES_ARGUMENTS', 'IDENTITY_SENSITIVE', 'TYPE_LEVEL_USE', 'ENTRY_AND_INTERNAL', 'GENERATED', 'REASSIGNED',
]);

/** Functions and uses that read the running scope. */
export type ScopeReads = { readonly functions: Set<Bodied>; readonly uses: Set<ts.Node> };

/** What the solver knows when nothing more can be learnt. */
export type Outcome = {
  readonly sinks: readonly SinkNeed[];
  readonly groups: readonly Group[];
  readonly supplyOf: (need: Need) => Supply | undefined;
  readonly groupOf: (supply: Supply | undefined) => Group | undefined;
  readonly blockOf: (need: Need) => Block | undefined;
};

/** Adds the reads that free blocked uses; says whether there are any. */
export function readScopes(program: Program, outcome: Outcome, reads: ScopeReads): boolean {
  const allowed = (block: Block): boolean => SCOPABLE.has(block.code) && (program.request.fallback === 'scope' || answerAt(program, block.at) === 'scope');
  const blocks = obstaclesOf(outcome);
  const freeable = outcome.sinks.filter((sink) => {
    const own = sink.needs.flatMap((need) => obstaclesAt(outcome, blocks, need));
    return own.length > 0 && own.every(allowed) && sink.needs.length > 0;
  });
  if (freeable.length === 0) return false;

  type Vertex = Group | SinkNeed;
  const vertices: Map<Vertex, number> = new Map();
  const edges: [Vertex, Vertex][] = [];
  const obstructed: Vertex[] = [];
  const visit = (group: Group): void => {
    if (vertices.has(group)) return;
    vertices.set(group, bodiesOf(outcome, group).length);
    const direct = group.block !== undefined || group.needs.some((need) => isDirect(outcome, need));
    if (direct) obstructed.push(group);
    for (const need of group.needs) {
      const caller = outcome.groupOf(outcome.supplyOf(need));
      if (caller === undefined || !blocks.has(caller)) continue;
      edges.push([caller, group]);
      visit(caller);
    }
  };
  for (const sink of freeable) {
    vertices.set(sink, sink.needs.filter((need) => need.free !== true).length);
    for (const need of sink.needs) {
      const group = outcome.groupOf(outcome.supplyOf(need));
      if (isDirect(outcome, need)) obstructed.push(sink);
      if (group === undefined || !blocks.has(group)) continue;
      edges.push([group, sink]);
      visit(group);
    }
  }
  const cut = minimumCut<Vertex>({ vertices, edges, obstructed, uses: freeable });
  if (cut === undefined || cut.length === 0) return false;
  for (const vertex of cut) {
    if ('accessor' in vertex) for (const need of vertex.needs) reads.uses.add(need.at);
    else for (const body of bodiesOf(outcome, vertex)) reads.functions.add(body);
  }
  return true;
}

/** The functions of a group that need the context for something of their own. */
function bodiesOf(outcome: Outcome, group: Group): Bodied[] {
  const bodies: Set<Bodied> = new Set();
  const needs = [...outcome.sinks.flatMap((sink) => sink.needs), ...outcome.groups.flatMap((at) => at.needs)];
  for (const need of needs) {
    const supply = outcome.supplyOf(need);
    if (supply?.kind === 'parameter' && outcome.groupOf(supply) === group && isBodied(supply.owner)) bodies.add(supply.owner);
  }
  return [...bodies];
}

function isDirect(outcome: Outcome, need: Need): boolean {
  return outcome.blockOf(need) !== undefined && outcome.groupOf(outcome.supplyOf(need)) === undefined;
}

/** Everything that stands in a group's way, its own and its callers'. */
function obstaclesOf(outcome: Outcome): Map<Group, Set<Block>> {
  const found: Map<Group, Set<Block>> = new Map();
  for (let changed = true; changed;) {
    changed = false;
    for (const group of outcome.groups) {
      const before = found.get(group)?.size ?? 0;
      const all = new Set([...(group.block === undefined ? [] : [group.block]), ...group.needs.flatMap((need) => obstaclesAt(outcome, found, need))]);
      if (all.size === before) continue;
      found.set(group, all);
      changed = true;
    }
  }
  return found;
}

function obstaclesAt(outcome: Outcome, blocks: ReadonlyMap<Group, ReadonlySet<Block>>, need: Need): readonly Block[] {
  const group = outcome.groupOf(outcome.supplyOf(need));
  const block = group === undefined ? outcome.blockOf(need) : undefined;
  return group === undefined ? (block === undefined ? [] : [block]) : [...(blocks.get(group) ?? [])];
}

/** The answer that was given for the place of an obstacle: an expression, `scope` or `refuse`. */
export function answerAt(program: Program, at: ts.Node): string | undefined {
  const { answers } = program.request;
  if (answers === undefined) return undefined;
  const source = at.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(at.getStart(source));
  return answers[`${program.oracle.fileOf(at)}:${String(line + 1)}:${String(character + 1)}`];
}
