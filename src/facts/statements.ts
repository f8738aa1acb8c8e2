import type { Directive, Expression, ForStatementLeft, IfStatement, Statement, VariableDeclaration } from 'oxc-parser';
import { type Builder, derived, member, UNKNOWN } from './builder.js';
import { classFact } from './classes.js';
import { expression, walkChildren } from './expressions.js';
import type { Value } from './facts.js';
import { functionFact } from './functions.js';
import { condition } from './guards.js';
import { hoist } from './hoisting.js';
import { moduleDeclaration } from './modules.js';
import { assignPattern, declarePattern } from './patterns.js';
import { endOf, startOf } from './positions.js';

type Node = Directive | Statement;

/** Walks statements in order. What follows `if (x) return` knows that x was absent. */
export function statements(b: Builder, list: readonly Node[]): void {
  const before = b.guard;
  for (const node of list) statement(b, node);
  b.guard = before;
}

function blockOf(b: Builder, list: readonly Node[]): void {
  b.block(() => {
    hoist(b, list, false);
    statements(b, list);
  });
}

function statement(b: Builder, node: Node | null | undefined): void {
  if (!node) return;
  switch (node.type) {
    case 'ExpressionStatement': {
      const value = expression(b, node.expression);
      const call = value.kind === 'call' ? b.calls[value.id] : undefined;
      if (call) b.calls[(value as { id: number }).id] = { ...call, statement: true };
      return;
    }
    case 'VariableDeclaration': variableDeclaration(b, node); return;
    case 'FunctionDeclaration': {
      const id = functionFact(b, node, { name: node.id?.name ?? '' });
      const variable = node.id ? b.lookup(node.id.name) : undefined;
      if (variable !== undefined) b.variable(variable).definitions.push({ kind: 'function', id });
      return;
    }
    case 'ClassDeclaration': {
      const variable = node.id ? b.lookup(node.id.name) : undefined;
      // The class is known before its body is walked, so that its own methods can name it.
      if (variable !== undefined) b.variable(variable).definitions.push({ kind: 'class', id: b.classes.length });
      const id = classFact(b, node, node.id?.name ?? '');
      const fact = b.classes[id];
      if (fact && variable !== undefined) fact.variable = variable;
      return;
    }
    case 'ReturnStatement':
      if (node.argument) b.currentFunction().returns.push(expression(b, node.argument));
      return;
    case 'ThrowStatement': expression(b, node.argument); return;
    case 'IfStatement': ifStatement(b, node); return;
    case 'BlockStatement': blockOf(b, node.body); return;
    case 'ForStatement':
      b.block(() => {
        if (node.init?.type === 'VariableDeclaration') {
          hoist(b, [node.init], false);
          variableDeclaration(b, node.init);
        } else if (node.init) expression(b, node.init);
        if (node.test) loopTest(b, node.test, endOf(node));
        if (node.update) expression(b, node.update);
        statement(b, node.body);
      });
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      b.block(() => {
        const subject = expression(b, node.right);
        if (node.type === 'ForOfStatement' && node.await) {
          // Runs the program's own `async *[Symbol.asyncIterator]()` too.
          if (subject.kind !== 'call') b.call(member(subject, '@@asyncIterator', startOf(node.right)), [], startOf(node.right), endOf(node.right));
          b.currentFunction().awaits.push(endOf(node.right));
        }
        const value: Value = node.type === 'ForOfStatement' ? { kind: 'member', object: subject, key: UNKNOWN, at: startOf(node.right) } : derived([subject]);
        loopVariable(b, node.left, value);
        statement(b, node.body);
      });
      return;
    case 'WhileStatement':
    case 'DoWhileStatement': loopTest(b, node.test, endOf(node)); statement(b, node.body); return;
    case 'LabeledStatement': statement(b, node.body); return;
    case 'WithStatement': expression(b, node.object); statement(b, node.body); return;
    case 'SwitchStatement':
      expression(b, node.discriminant);
      b.block(() => {
        for (const { consequent } of node.cases) hoist(b, consequent, false);
        for (const { test, consequent } of node.cases) {
          if (test) expression(b, test);
          b.branched(endOf(consequent.at(-1) ?? node), () => { statements(b, consequent); }, endOf(node));
        }
      });
      return;
    case 'TryStatement':
      if (!node.handler) blockOf(b, node.block.body);
      else {
        const { param, body } = node.handler;
        const outer = b.handler;
        b.handler = [startOf(body), endOf(body)];
        blockOf(b, node.block.body);
        b.handler = outer;
        b.block(() => {
          if (param) declarePattern(b, param, UNKNOWN, 'catch');
          b.branched(endOf(body), () => { blockOf(b, body.body); });
        });
      }
      if (node.finalizer) {
        const before = b.inFinally;
        b.inFinally = true;
        blockOf(b, node.finalizer.body);
        b.inFinally = before;
      }
      return;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
    case 'TSExportAssignment':
      moduleDeclaration(b, node, (declaration) => { statement(b, declaration as Statement); });
      return;
    case 'TSModuleDeclaration':
      if (node.body && !node.declare) blockOf(b, node.body.body);
      return;
    case 'TSEnumDeclaration': walkChildren(b, node); return;
    default:
  }
}

function loopTest(b: Builder, test: Expression, end: number): void {
  b.loopTest = end;
  expression(b, test);
  b.loopTest = undefined;
}

function ifStatement(b: Builder, node: IfStatement): void {
  const test = condition(b, node.test);
  const end = endOf(node);
  b.branched(endOf(node.consequent), () => { b.guarded(test.whenTrue, () => { statement(b, node.consequent); }); }, end);
  b.branched(end, () => { b.guarded(test.whenFalse, () => { statement(b, node.alternate); }); });
  if (!node.alternate && test.whenFalse && leaves(node.consequent)) b.addGuard(test.whenFalse);
}

/** Whether control never comes out at the end of this statement. */
function leaves(node: Statement): boolean {
  if (node.type === 'BlockStatement') {
    const last = node.body.at(-1);
    return last !== undefined && leaves(last);
  }
  return node.type === 'ReturnStatement' || node.type === 'ThrowStatement' || node.type === 'ContinueStatement' || node.type === 'BreakStatement';
}

function variableDeclaration(b: Builder, node: VariableDeclaration): void {
  const kind = node.kind === 'var' ? 'var' : node.kind === 'let' ? 'let' : 'const';
  for (const { id, init } of node.declarations) {
    const value = init ? expression(b, init, id.type === 'Identifier' ? id.name : '') : undefined;
    declarePattern(b, id, value, kind);
    if (init && id.type === 'Identifier' && isConstAssertion(init)) {
      const variable = b.lookup(id.name);
      if (variable !== undefined) b.variable(variable).frozen = true;
    }
  }
}

function isConstAssertion(init: Expression): boolean {
  if (init.type === 'TSSatisfiesExpression') return isConstAssertion(init.expression);
  return init.type === 'TSAsExpression' && init.typeAnnotation.type === 'TSTypeReference'
    && init.typeAnnotation.typeName.type === 'Identifier' && init.typeAnnotation.typeName.name === 'const';
}

function loopVariable(b: Builder, left: ForStatementLeft, value: Value): void {
  if (left.type !== 'VariableDeclaration') {
    assignPattern(b, left, value, startOf(left));
    return;
  }
  hoist(b, [left], false);
  for (const { id } of left.declarations) declarePattern(b, id, value, left.kind === 'var' ? 'var' : 'const');
}

export function directivesOf(list: readonly Node[]): string[] {
  const found: string[] = [];
  for (const node of list) {
    if (node.type !== 'ExpressionStatement' || !node.directive) break;
    found.push(node.directive);
  }
  return found;
}
