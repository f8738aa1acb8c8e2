import type { BindingPattern, Directive, Expression, ForStatementLeft, IfStatement, Statement, VariableDeclaration } from 'oxc-parser';
import { type Builder, derived, UNKNOWN } from './builder.js';
import { classFact } from './classes.js';
import { expression, walkChildren } from './expressions.js';
import type { Value } from './facts.js';
import { functionFact } from './functions.js';
import { condition } from './guards.js';
import { moduleDeclaration } from './modules.js';
import { assignPattern, declarePattern } from './patterns.js';
import { endOf, startOf } from './positions.js';

type Node = Directive | Statement;

/** Declares what a list of statements declares before any of it runs, so that one walk can resolve every name. */
export function hoist(b: Builder, list: readonly Node[], isFunctionBody = true): void {
  for (const node of list) {
    hoistLexical(b, node);
    if (isFunctionBody) hoistVar(b, node);
  }
}

function hoistLexical(b: Builder, node: Node): void {
  switch (node.type) {
    case 'VariableDeclaration':
      if (node.kind !== 'var') for (const { id } of node.declarations) declareNames(b, id, node.kind === 'let' ? 'let' : 'const');
      return;
    case 'FunctionDeclaration':
      if (node.id) b.declare(node.id.name, 'function', startOf(node.id));
      return;
    case 'ClassDeclaration':
      if (node.id) b.declare(node.id.name, 'class', startOf(node.id));
      return;
    case 'TSEnumDeclaration':
      b.declare(node.id.name, 'const', startOf(node.id));
      return;
    case 'TSModuleDeclaration':
      if (node.id.type === 'Identifier' && node.body && !node.declare) b.declare(node.id.name, 'const', startOf(node.id));
      return;
    case 'ImportDeclaration':
    case 'TSImportEqualsDeclaration':
      moduleDeclaration(b, node);
      return;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      if (node.declaration) hoistLexical(b, node.declaration as Node);
      return;
    default:
  }
}

function hoistVar(b: Builder, node: Node | null | undefined): void {
  if (!node) return;
  switch (node.type) {
    case 'VariableDeclaration':
      if (node.kind === 'var') for (const { id } of node.declarations) declareNames(b, id, 'var');
      return;
    case 'IfStatement': hoistVar(b, node.consequent); hoistVar(b, node.alternate); return;
    case 'BlockStatement': for (const inner of node.body) hoistVar(b, inner); return;
    case 'ForStatement': if (node.init?.type === 'VariableDeclaration') hoistVar(b, node.init); hoistVar(b, node.body); return;
    case 'ForInStatement':
    case 'ForOfStatement': if (node.left.type === 'VariableDeclaration') hoistVar(b, node.left); hoistVar(b, node.body); return;
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
    case 'WithStatement': hoistVar(b, node.body); return;
    case 'TryStatement': hoistVar(b, node.block); hoistVar(b, node.handler?.body); hoistVar(b, node.finalizer); return;
    case 'SwitchStatement': for (const { consequent } of node.cases) for (const inner of consequent) hoistVar(b, inner); return;
    case 'ExportNamedDeclaration': if (node.declaration) hoistVar(b, node.declaration); return;
    default:
  }
}

function declareNames(b: Builder, pattern: BindingPattern, kind: 'let' | 'const' | 'var'): void {
  switch (pattern.type) {
    case 'Identifier': b.declare(pattern.name, kind, startOf(pattern)); return;
    case 'AssignmentPattern': declareNames(b, pattern.left, kind); return;
    case 'ObjectPattern':
      for (const part of pattern.properties) declareNames(b, part.type === 'RestElement' ? part.argument : part.value, kind);
      return;
    case 'ArrayPattern':
      for (const part of pattern.elements) if (part) declareNames(b, part.type === 'RestElement' ? part.argument : part, kind);
  }
}

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
        if (node.test) loopTest(b, node.test);
        if (node.update) expression(b, node.update);
        statement(b, node.body);
      });
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      b.block(() => {
        const subject = expression(b, node.right);
        if (node.type === 'ForOfStatement' && node.await) b.currentFunction().awaits.push(endOf(node.right));
        const value: Value = node.type === 'ForOfStatement' ? { kind: 'member', object: subject, key: UNKNOWN, at: startOf(node.right) } : derived([subject]);
        loopVariable(b, node.left, value);
        statement(b, node.body);
      });
      return;
    case 'WhileStatement':
    case 'DoWhileStatement': loopTest(b, node.test); statement(b, node.body); return;
    case 'LabeledStatement': statement(b, node.body); return;
    case 'WithStatement': expression(b, node.object); statement(b, node.body); return;
    case 'SwitchStatement':
      expression(b, node.discriminant);
      b.block(() => {
        for (const { consequent } of node.cases) hoist(b, consequent, false);
        for (const { test, consequent } of node.cases) {
          if (test) expression(b, test);
          statements(b, consequent);
        }
      });
      return;
    case 'TryStatement':
      blockOf(b, node.block.body);
      if (node.handler) {
        const { param, body } = node.handler;
        b.block(() => {
          if (param) declarePattern(b, param, UNKNOWN, 'catch');
          blockOf(b, body.body);
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

function loopTest(b: Builder, test: Expression): void {
  b.loopTest = true;
  expression(b, test);
  b.loopTest = false;
}

function ifStatement(b: Builder, node: IfStatement): void {
  const test = condition(b, node.test);
  b.guarded(test.whenTrue, () => { statement(b, node.consequent); });
  b.guarded(test.whenFalse, () => { statement(b, node.alternate); });
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
