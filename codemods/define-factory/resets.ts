/** `export function resetX() { instance = undefined }`: whoever empties the slot means all that the instance kept, wherever it is kept now. */
import { ts } from '@ts-morph/common';
import { indentAt, styleOf } from '../thread-context/style.js';
import { contains, isBodied, isStatic, lineOf, ownerOf } from '../thread-context/syntax.js';
import { holdersOf } from './beside.js';
import { placeOf, type Tools } from './constructor.js';
import type { Obstacle } from './obstacles.js';
import type { Singleton } from './singleton.js';
import { usesWithTests } from './uses.js';

/** Where the slot is emptied, other than by the accessor itself, which only begins anew after a failure. */
export function resetsOf({ oracle }: Tools, singleton: Singleton): readonly ts.Node[] {
  return holdersOf(oracle, singleton).flatMap(({ declaration, at }) => {
    const files = ts.isVariableDeclaration(declaration) ? [oracle.fileOf(declaration)] : oracle.filesNaming(declaration.name.getText());
    const isReset = (node: ts.Node): boolean => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && at(node.left) !== undefined;
    return usesWithTests(oracle, files, at).writes.filter(({ kind, values, at: node }) => kind === 'set' && values.length === 0 && isReset(node) && !contains(singleton.declaration, node)).map((write) => write.at);
  });
}

/** Why the state cannot be emptied with the slot, where it cannot. */
export function obstacleToResetting(tools: Tools, { class: owner, accessor }: Singleton, resets: readonly ts.Node[]): Obstacle | undefined {
  for (const reset of resets) {
    const unclear = (why: string): Obstacle => ({ code: 'DEFINITION_UNCLEAR', at: reset, message: `\`${reset.getText()}\` (${placeOf(tools, reset)}) empties what ${accessor} keeps, ${why}` });
    const member = memberAround(reset);
    if (owner !== undefined && member?.parent === owner && !isStatic(member)) return unclear('from inside an instance: whether one request may do that to all is for a person to say. Move it to a function of the module or a static method first.');
    if (!contains((owner ?? reset).getSourceFile(), reset)) return unclear('from another module, where the state that instances share cannot be emptied: do it in a function beside the accessor first.');
    if (!ts.isExpressionStatement(reset.parent) && !isWholeBody(reset)) return unclear(`in the middle of line ${String(lineOf(reset))}: give it a statement of its own first.`);
  }
  return undefined;
}

function memberAround(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  let found: ts.FunctionLikeDeclaration | undefined;
  for (let owner = ownerOf(node); owner !== undefined; owner = ownerOf(owner.node)) if (owner.kind === 'function') found = owner.node;
  return found;
}

/** `() => (instance = undefined)` */
function isWholeBody(reset: ts.Node): reset is ts.Expression {
  const outer = ts.isParenthesizedExpression(reset.parent) ? reset.parent : reset;
  return isBodied(outer.parent) && outer.parent.body === outer;
}

/** Empties with the slot what was moved out of the instance. */
export function resetKeepers({ writer }: Tools, resets: readonly ts.Node[], keepers: readonly string[]): void {
  if (keepers.length === 0) return;
  const why = 'What the instance kept is kept here now, and is emptied with it.';
  for (const reset of resets) {
    const source = reset.getSourceFile();
    const { newline, semicolon } = styleOf(source);
    const calls = keepers.map((keeper) => `${keeper}.reset()${semicolon}`);
    if (ts.isExpressionStatement(reset.parent)) {
      const start = reset.getStart(source);
      const isFirst = /(^|\n)[ \t]*$/.test(source.text.slice(0, start));
      const space = isFirst ? `${newline}${indentAt(source, start)}` : ' ';
      writer.insert(source, reset.parent.getEnd(), calls.map((call) => `${space}${call}`).join(''), { why });
    } else {
      const outer = ts.isParenthesizedExpression(reset.parent) ? reset.parent : reset;
      writer.replaceNode(outer, `{ ${[`${reset.getText()}${semicolon || ';'}`, ...keepers.map((keeper) => `${keeper}.reset();`)].join(' ')} }`, { why });
    }
  }
}
