import type { ASTPath, CallExpression, Identifier, ImportSpecifier, MemberExpression, ObjectProperty } from 'jscodeshift';
import type { Source } from './transform.js';

/** How a file gets at the accessor. */
export type Binding = {
  /** `name`: imported or destructured. `namespace`: `import * as agents`, `const agents = require()`. `own`: declared here. */
  readonly kind: 'name' | 'namespace' | 'own';
  readonly local: string;
  /** The scope that declares the name: the same word elsewhere may be another variable. */
  readonly scope: unknown;
  /** What names it in an import, where there is one. */
  readonly specifier?: ImportSpecifier;
  /** What names it in `const { getAgents } = require()`. */
  readonly property?: ObjectProperty;
};

/** Every name in this file through which the accessor can be called. `AgentRegistry.getInstance` is reached through `AgentRegistry`. */
export function findBindings({ j, root }: Source, accessor: string): readonly Binding[] {
  const name = accessor.split('.')[0] ?? accessor;
  const bindings: Binding[] = [];
  const add = (path: ASTPath, kind: Binding['kind'], local: string, more: Pick<Binding, 'specifier' | 'property'> = {}): void => {
    bindings.push({ kind, local, scope: scopeOf(path, local), ...more });
  };
  root.find(j.ImportDeclaration).forEach((path) => {
    for (const specifier of path.node.specifiers ?? []) {
      const local = specifier.local?.name;
      if (typeof local !== 'string') continue;
      if (specifier.type === 'ImportNamespaceSpecifier') add(path, 'namespace', local);
      else if (specifier.type === 'ImportSpecifier' && specifier.imported.name === name) add(path, 'name', local, { specifier });
    }
  });
  root.find(j.VariableDeclarator).forEach((path) => {
    const { id, init } = path.node;
    if (id.type === 'Identifier') {
      if (isRequire(init)) add(path, 'namespace', id.name);
      else if (id.name === name) add(path, 'own', name);
    } else if (id.type === 'ObjectPattern' && isRequire(init)) {
      for (const property of id.properties) {
        const isOurs = property.type === 'ObjectProperty' && property.key.type === 'Identifier' && property.key.name === name;
        if (isOurs && property.value.type === 'Identifier') add(path, 'name', property.value.name, { property });
      }
    }
  });
  root.find(j.FunctionDeclaration, { id: { name } }).forEach((path) => { add(path, 'own', name); });
  root.find(j.ClassDeclaration, { id: { name } }).forEach((path) => { add(path, 'own', name); });
  return bindings;
}

function scopeOf(path: ASTPath, name: string): unknown {
  return (path.scope as { lookup(name: string): unknown } | null)?.lookup(name) ?? null;
}

function isRequire(node: unknown): boolean {
  const call = node as CallExpression | null | undefined;
  return call?.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.name === 'require';
}

/** A use of the accessor as a value. */
export type Use = {
  readonly binding: Binding;
  /** The whole name as it stands: `agents.getAgents`, `AgentRegistry.getInstance`, `getAgents`. */
  readonly reference: ASTPath<Identifier | MemberExpression>;
  /** The call, when the reference is what is called. */
  readonly call: ASTPath<CallExpression> | undefined;
};

export function findUses(source: Source, accessor: string, bindings: readonly Binding[]): readonly Use[] {
  const { j, root } = source;
  const [, member] = accessor.split('.');
  const uses: Use[] = [];
  for (const binding of bindings) {
    const path = [binding.local, ...(binding.kind === 'namespace' ? [accessor.split('.')[0] ?? accessor] : []), ...(member === undefined ? [] : [member])];
    root.find(j.Identifier, { name: binding.local }).forEach((identifier) => {
      if (!isReference(identifier) || scopeOf(identifier, binding.local) !== binding.scope) return;
      const reference = followMembers(identifier, path.slice(1));
      if (reference !== undefined) uses.push({ binding, reference, call: callOf(reference) });
    });
  }
  return uses;
}

function followMembers(start: ASTPath<Identifier>, names: readonly string[]): ASTPath<Identifier | MemberExpression> | undefined {
  let path: ASTPath = start;
  for (const name of names) {
    const parent = path.parent as ASTPath<MemberExpression>;
    const isMember = /^(Optional)?MemberExpression$/.test(parent.node.type) && parent.node.object === path.node && !parent.node.computed;
    if (!isMember || (parent.node.property as Identifier).name !== name) return undefined;
    path = parent;
  }
  return path as ASTPath<Identifier | MemberExpression>;
}

function callOf(reference: ASTPath): ASTPath<CallExpression> | undefined {
  const parent = reference.parent as ASTPath<CallExpression>;
  return /^(Optional)?CallExpression$/.test(parent.node.type) && parent.node.callee === reference.node ? parent : undefined;
}

/** Whether the identifier reads a variable, rather than naming a declaration, an import, a property or a type. */
function isReference({ node, parent }: ASTPath<Identifier>): boolean {
  const holder = (parent as ASTPath).node as { type: string; id?: unknown; property?: unknown; key?: unknown; value?: unknown; computed?: boolean };
  if (/Import|ExportSpecifier|^TS|TypeAnnotation/.test(holder.type)) return /^TS(As|NonNull|Satisfies|TypeAssertion)/.test(holder.type);
  if (holder.id === node) return false;
  if (holder.type === 'ObjectProperty' && (parent as ASTPath<{ type: string } & ObjectProperty>).parent?.node.type === 'ObjectPattern') return false;
  if (holder.property === node) return holder.computed === true;
  if (holder.key === node) return holder.computed === true || holder.value === node;
  return true;
}
