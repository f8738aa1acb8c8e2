import type { BindingPattern, Directive, Statement } from 'oxc-parser';
import type { Builder } from './builder.js';
import { moduleDeclaration } from './modules.js';
import { startOf } from './positions.js';

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
