import type { ModuleDeclaration, ModuleExportName, Node, TSImportEqualsDeclaration } from 'oxc-parser';
import type { Builder } from './builder.js';
import { classFact } from './classes.js';
import { expression } from './expressions.js';
import { functionFact } from './functions.js';
import { MODULE_FUNCTION, type Value } from './facts.js';
import { startOf } from './positions.js';

type Inner = (declaration: Node) => void;

/** Imports are recorded when names are hoisted, exports where they stand. */
export function moduleDeclaration(b: Builder, node: ModuleDeclaration | TSImportEqualsDeclaration, inner: Inner = () => {}): void {
  switch (node.type) {
    case 'ImportDeclaration': {
      const request = b.request(node.source.value);
      for (const specifier of node.specifiers) {
        const name = specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
        const typeOnly = node.importKind === 'type' || (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type');
        b.import(specifier.local.name, startOf(specifier.local), typeOnly ? { request, name, typeOnly } : { request, name });
      }
      return;
    }
    case 'TSImportEqualsDeclaration':
      if (node.moduleReference.type === 'TSExternalModuleReference') {
        b.import(node.id.name, startOf(node.id), { request: b.request(node.moduleReference.expression.value), name: '*' });
      }
      return;
    case 'ExportNamedDeclaration': exportNamed(b, node, inner); return;
    case 'ExportDefaultDeclaration': exportDefault(b, node.declaration, startOf(node), inner); return;
    case 'ExportAllDeclaration': {
      const request = b.request(node.source.value);
      if (node.exported) b.exports.push({ name: nameOf(node.exported), from: { request, name: '*' }, at: startOf(node) });
      else b.stars.push(request);
      return;
    }
    case 'TSExportAssignment':
      b.exports.push({ name: '*', value: expression(b, node.expression), at: startOf(node) });
      return;
    default:
  }
}

function exportNamed(b: Builder, node: Extract<ModuleDeclaration, { type: 'ExportNamedDeclaration' }>, inner: Inner): void {
  const { declaration } = node;
  if (declaration) {
    inner(declaration);
    for (const name of declaredNames(declaration)) {
      const id = b.lookup(name);
      if (id !== undefined) b.exports.push({ name, value: { kind: 'variable', id }, at: startOf(node) });
    }
    return;
  }
  const request = node.source ? b.request(node.source.value) : undefined;
  for (const specifier of node.specifiers) {
    const { local, exported } = specifier;
    const name = nameOf(exported);
    if (request !== undefined) {
      b.exports.push({ name, from: { request, name: nameOf(local) }, at: startOf(specifier) });
      continue;
    }
    const id = b.lookup(nameOf(local));
    if (id !== undefined) b.exports.push({ name, value: { kind: 'variable', id }, at: startOf(specifier) });
  }
}

function exportDefault(b: Builder, node: Node, at: number, inner: Inner): void {
  let value: Value = { kind: 'unknown' };
  if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id) {
    inner(node);
    const id = b.lookup(node.id.name);
    if (id !== undefined) value = { kind: 'variable', id };
  } else if (node.type === 'FunctionDeclaration') {
    value = { kind: 'function', id: functionFact(b, node, { name: 'default' }) };
  } else if (node.type === 'ClassDeclaration') {
    value = { kind: 'class', id: classFact(b, node, 'default') };
  } else if (node.type !== 'TSInterfaceDeclaration') {
    const whole = expression(b, node as Parameters<typeof expression>[1], 'default');
    // A module that exports an expression keeps it like a variable without a name.
    value = whole.kind === 'variable' || whole.kind === 'function' || whole.kind === 'class' ? whole : nameless(b, 'default', whole, startOf(node));
  }
  b.exports.push({ name: 'default', value, at });
}

/** A module-level variable that nobody can name but everybody can import. */
export function nameless(b: Builder, name: string, value: Value, at: number): Value {
  const id = b.variables.push({ name, kind: 'const', function: MODULE_FUNCTION, at, definitions: [value] }) - 1;
  return { kind: 'variable', id };
}

function declaredNames(node: Node): string[] {
  switch (node.type) {
    case 'VariableDeclaration': return node.declarations.flatMap(({ id }) => namesIn(id));
    case 'FunctionDeclaration':
    case 'ClassDeclaration': return node.id ? [node.id.name] : [];
    case 'TSEnumDeclaration': return [node.id.name];
    case 'TSModuleDeclaration': return node.id.type === 'Identifier' ? [node.id.name] : [];
    default: return [];
  }
}

function namesIn(pattern: Node | null): string[] {
  switch (pattern?.type) {
    case 'Identifier': return [pattern.name];
    case 'AssignmentPattern': return namesIn(pattern.left);
    case 'ObjectPattern': return pattern.properties.flatMap((part) => namesIn(part.type === 'RestElement' ? part.argument : part.value));
    case 'ArrayPattern': return pattern.elements.flatMap((part) => namesIn(part?.type === 'RestElement' ? part.argument : part));
    default: return [];
  }
}

function nameOf(node: ModuleExportName): string {
  return node.type === 'Literal' ? node.value : node.name;
}
