/** Why a definition cannot be turned into a factory by a codemod: what would be lost, repeated or out of reach. */
import { ts } from '@ts-morph/common';
import type { RefusalCode } from '../change/reasons.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { contains, forEachDescendant, isBodied, lineOf } from '../thread-context/syntax.js';
import { holdersOf } from './beside.js';
import { judgeMade, type Slot } from './partition.js';
import { obstacleToSharing, sharedFields } from './shared-state.js';
import type { Singleton } from './singleton.js';
import { outermost, usesWithTests } from './uses.js';

export type Obstacle = { readonly code: RefusalCode; readonly at: ts.Node; readonly message: string };

export function obstacleTo(oracle: TypeOracle, singleton: Singleton, state: readonly Slot[]): Obstacle | undefined {
  return obstacleInMaking(oracle, singleton) ?? bypass(oracle, singleton) ?? obstacleInState(singleton, state) ?? (singleton.class && extension(oracle, singleton.class));
}

/** Why a state cannot be divided: it has to be said whose it is, or none of it is a user's. */
export function reasonInState(accessor: string, at: ts.Node, state: readonly Slot[]): Obstacle | undefined {
  const unsaid = state.filter(({ kind }) => kind === 'unclear');
  if (unsaid[0] !== undefined) return { code: 'STATE_UNCLEAR', at: unsaid[0].declaration, message: `${unsaid.map(({ name, why }) => `${name} ${why}`).join('; ')}. Say whose it is, with --state or --interactive; where all of ${accessor} is everybody's, add it to \`allow\`.` };
  if (state.some(({ kind, isKeyed }) => kind === 'request' || (kind === 'user' && !isKeyed))) return undefined;
  const kept = state.length === 0 ? '' : ` (${state.map(({ field, kind, isKeyed }) => `${field}: ${kind}${isKeyed ? ', by users\' keys' : ''}`).join(', ')})`;
  // Who hands out what is under all keys is for the scan to say.
  const advice = state.some(({ isKeyed }) => isKeyed) ? 'What is under users\' keys stays under them.' : 'Add it to `allow` in the configuration.';
  return { code: 'SHARED_BY_DESIGN', at, message: `${accessor} keeps nothing of a request${kept}. ${advice}` };
}

const unclear = (at: ts.Node, message: string): Obstacle => ({ code: 'DEFINITION_UNCLEAR', at, message });

function obstacleInMaking(oracle: TypeOracle, singleton: Singleton): Obstacle | undefined {
  const { kind, accessor, declaration, expression } = singleton;
  if (kind === 'constructor' || kind === 'container') return undefined;
  if (expression === undefined) return unclear(declaration, `What ${accessor} hands out is not made in one plain expression.`);
  const made = madeForIt(oracle, singleton, expression);
  if (made !== undefined) return made;
  const local = localIn(oracle, singleton, expression);
  if (local !== undefined) return unclear(local, `${accessor} makes its instance from \`${local.getText()}\`, which is local to it: move that into the constructor, or to the top of the module.`);
  if (kind === 'instance') return replacement(oracle, singleton);
  const work = extraWork(singleton);
  return work && unclear(work, `Besides making the instance, ${accessor} also runs \`${(work.getText().split('\n')[0] ?? '').slice(0, 60)}\`: move that into the constructor, or make it configuration.`);
}

function obstacleInState({ class: owner, accessor }: Singleton, state: readonly Slot[]): Obstacle | undefined {
  const beside = state.find(({ isBeside, kind, isKeyed }) => isBeside === true && (kind === 'request' || (kind === 'user' && !isKeyed)));
  if (beside !== undefined) return unclear(beside.declaration, `${beside.name} ${beside.why}, but it is ${ts.isVariableDeclaration(beside.declaration) ? 'a variable of the module' : 'static'}, so all instances would go on sharing it: make it a field first.`);
  for (const slot of sharedFields(state)) {
    if (owner === undefined) {
      if (slot.kind !== 'user' || slot.isKeyed) return unclear(slot.declaration, `${slot.name} ${slot.why}, so it must outlive the request: move it out of ${accessor} first.`);
      continue;
    }
    const why = obstacleToSharing(slot, owner);
    if (why !== undefined) return unclear(slot.declaration, `${slot.name} ${slot.why} and would have to be shared, but ${why}.`);
  }
  return undefined;
}

/** `new AgentFactory(new Memory())`: no field says whose that is, and every factory would be given another. */
function madeForIt(oracle: TypeOracle, { class: owner, accessor }: Singleton, making: ts.Expression): Obstacle | undefined {
  const parameters = owner?.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
  for (const [index, argument] of (ts.isNewExpression(making) ? (making.arguments ?? []) : []).entries()) {
    const parameter = parameters[index];
    const { kind, why } = judgeMade(oracle, argument);
    if ((kind === 'user' || kind === 'unclear') && parameter !== undefined && !ts.isParameterPropertyDeclaration(parameter, parameter.parent)) return unclear(argument, `\`${argument.getText()}\`, which ${accessor} is made with, ${why}: make it at the top of the module first, or a field of its own.`);
  }
  return undefined;
}

/** `export const size = () => instance?.size() ?? 0` asks the one instance of old, whoever has another; who empties the slot may close it first. */
function bypass(oracle: TypeOracle, singleton: Singleton): Obstacle | undefined {
  for (const { declaration, name, at } of holdersOf(oracle, singleton)) {
    const own = oracle.fileOf(declaration);
    const files = ts.isVariableDeclaration(declaration) ? [own] : [own, ...oracle.filesNaming(declaration.name.getText()).filter((file) => file !== own)];
    const emptying = usesWithTests(oracle, files, at).writes.filter(({ values }) => values.length === 0).map(({ member }) => member);
    let past: ts.Node | undefined;
    for (const source of files.flatMap((file) => oracle.source(file) ?? [])) {
      forEachDescendant(source, (node) => {
        const isSet = ts.isBinaryExpression(node.parent) && node.parent.left === node;
        if (node !== declaration.name && !isSet && at(node) !== undefined && !contains(singleton.declaration, node) && !emptying.includes(outermost(node))) past ??= node;
        return undefined;
      });
    }
    if (past !== undefined) return unclear(past, `${name} is also used at ${oracle.fileOf(past)}:${String(lineOf(past))}, past ${singleton.accessor}: ask ${singleton.accessor} there first.`);
  }
  return undefined;
}

/** `export let agents = []`, and somewhere `agents = …`: the factory's would not be replaced with it. */
function replacement(oracle: TypeOracle, { declaration, accessor }: Singleton): Obstacle | undefined {
  const assigned = oracle.identifiers(oracle.fileOf(declaration), accessor).find(({ parent }) => ts.isBinaryExpression(parent) && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment && ts.isIdentifier(parent.left) && parent.left.text === accessor);
  return assigned && unclear(assigned, `${accessor} is replaced as a whole at line ${String(lineOf(assigned))}, which its users see: hand it out by a function first.`);
}

/** A subclass calls \`super(…)\` without a context. */
function extension(oracle: TypeOracle, owner: ts.ClassDeclaration): Obstacle | undefined {
  const name = owner.name?.text ?? '';
  for (const file of oracle.filesNaming(name)) {
    for (const node of oracle.identifiers(file, name)) {
      const clause = ts.isExpressionWithTypeArguments(node.parent) ? node.parent.parent : undefined;
      const isExtended = clause !== undefined && ts.isHeritageClause(clause) && clause.token === ts.SyntaxKind.ExtendsKeyword && ts.isClassLike(clause.parent);
      if (isExtended && oracle.declarations(oracle.symbol(node)).includes(owner)) return { code: 'CONSTRUCTED_ELSEWHERE', at: clause, message: `${name} is extended at ${file}:${String(lineOf(node))}: whose context its instances get is for a person to say.` };
    }
  }
  return undefined;
}

/** A name in the making that only means something inside the accessor. */
function localIn(oracle: TypeOracle, { declaration }: Singleton, expression: ts.Expression): ts.Node | undefined {
  const inside = (node: ts.Node): boolean => !ts.isParameter(node) && contains(declaration, node) && !contains(expression, node) && node !== declaration && !ts.isClassElement(node) && !(ts.isVariableDeclaration(node) && node.parent.parent === declaration);
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): undefined => {
    if (ts.isIdentifier(node) && oracle.declarations(oracle.symbol(node)).some(inside)) found ??= node;
  };
  visit(expression);
  forEachDescendant(expression, visit);
  return found;
}

/** What an accessor does besides making, keeping and returning the instance; the first such statement. */
function extraWork({ declaration, expression }: Singleton): ts.Node | undefined {
  let found: ts.Node | undefined;
  const isMaking = (node: ts.Node): boolean => expression !== undefined && node.getSourceFile() === expression.getSourceFile() && node.pos <= expression.pos && expression.end <= node.end;
  forEachDescendant(declaration, (node) => {
    if (ts.isExpressionStatement(node) && !isMaking(node) && !isReset(node)) found ??= node;
    if (ts.isVariableStatement(node) && node !== declaration && !isMaking(node) && !isSlot(node)) found ??= node;
    return !(isBodied(node) && found !== undefined);
  });
  return found;
}

/** `let instance;`: where the instance is kept. */
const isSlot = ({ declarationList }: ts.VariableStatement): boolean => declarationList.declarations.every(({ initializer }) => initializer === undefined);

const isReset = ({ expression }: ts.ExpressionStatement): boolean => ts.isBinaryExpression(expression) && /^(undefined|null)$/.test(expression.right.getText());
