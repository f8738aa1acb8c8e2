import type { ArrayPattern, AssignmentTarget, AssignmentTargetWithDefault, BindingPattern, Expression, ObjectPattern, PropertyKey, TSTypeAnnotation } from 'oxc-parser';
import { type Builder, member, object } from './builder.js';
import { expression, place } from './expressions.js';
import type { Key, Value, VariableKind } from './facts.js';
import { startOf } from './positions.js';

/** Everything that can stand on the left of `=`. */
export type Pattern = BindingPattern | AssignmentTarget | AssignmentTargetWithDefault;

/** Gives every name in a declared pattern its part of the value. */
export function declarePattern(b: Builder, pattern: Pattern, value: Value | undefined, kind: VariableKind): void {
  destructure(b, pattern, value, (node, part) => {
    if (node.type !== 'Identifier') return;
    const scope = kind === 'var' ? undefined : b.scope;
    const id = (kind === 'var' ? b.lookup(node.name) : undefined) ?? b.declare(node.name, kind, startOf(node), scope ?? b.scope);
    const variable = b.variable(id);
    if (part) variable.definitions.push(part);
    const type = annotatedType(node);
    if (type) variable.type = type;
  });
}

/** Assigns to every place in a destructuring assignment. */
export function assignPattern(b: Builder, pattern: Pattern, value: Value, at: number): void {
  destructure(b, pattern, value, (node, part) => {
    b.assign(place(b, node as Expression), part ?? { kind: 'unknown' }, at);
  });
}

function destructure(b: Builder, pattern: Pattern, value: Value | undefined, leaf: (node: Pattern, part: Value | undefined) => void): void {
  switch (pattern.type) {
    case 'AssignmentPattern': {
      const fallback = expression(b, pattern.right);
      destructure(b, pattern.left, value ? { kind: 'either', of: [value, fallback] } : fallback, leaf);
      return;
    }
    case 'ObjectPattern':
      destructureObject(b, pattern, value, leaf);
      return;
    case 'ArrayPattern':
      destructureArray(b, pattern, value, leaf);
      return;
    default:
      leaf(pattern, value);
  }
}

function destructureObject(b: Builder, pattern: ObjectPattern | (AssignmentTarget & { type: 'ObjectPattern' }), value: Value | undefined, leaf: (node: Pattern, part: Value | undefined) => void): void {
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') destructure(b, property.argument, value && object([], [value], startOf(property)), leaf);
    else destructure(b, property.value, value && member(value, keyOf(b, property.key, property.computed), startOf(property)), leaf);
  }
}

function destructureArray(b: Builder, pattern: ArrayPattern | (AssignmentTarget & { type: 'ArrayPattern' }), value: Value | undefined, leaf: (node: Pattern, part: Value | undefined) => void): void {
  pattern.elements.forEach((element, index) => {
    if (!element) return;
    if (element.type === 'RestElement') destructure(b, element.argument, value, leaf);
    else destructure(b, element, value && member(value, String(index), startOf(element)), leaf);
  });
}

export function keyOf(b: Builder, key: PropertyKey, computed: boolean): Key {
  if (!computed && key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal' && typeof key.value !== 'object') return String(key.value);
  if (key.type === 'MemberExpression' && !key.computed && key.object.type === 'Identifier' && key.object.name === 'Symbol' && key.property.type === 'Identifier') return `@@${key.property.name}`;
  const value = expression(b, key);
  return value.kind === 'literal' && value.text !== undefined ? value.text : value;
}

export function annotatedType(pattern: Pattern): string | undefined {
  switch (pattern.type) {
    case 'Identifier':
    case 'ObjectPattern':
    case 'ArrayPattern': return typeName(pattern.typeAnnotation);
    default: return undefined;
  }
}

/** The name of an annotated type without its arguments; the first named part of a union. */
export function typeName(annotation: TSTypeAnnotation | null | undefined): string | undefined {
  return annotation ? nameOfType(annotation.typeAnnotation) : undefined;
}

function nameOfType(type: TSTypeAnnotation['typeAnnotation']): string | undefined {
  switch (type.type) {
    case 'TSTypeReference': {
      let name = type.typeName;
      const parts: string[] = [];
      while (name.type === 'TSQualifiedName') {
        parts.unshift(name.right.name);
        name = name.left;
      }
      if (name.type === 'Identifier') parts.unshift(name.name);
      const text = parts.join('.');
      const inner = type.typeArguments?.params[0];
      // Promise<X>, Readonly<X> and Partial<X> say what X says.
      return inner && /^(Promise|Readonly|Partial|Required|NonNullable)$/.test(text) ? nameOfType(inner) ?? text : text;
    }
    case 'TSUnionType': {
      for (const part of type.types) {
        const name = nameOfType(part);
        if (name) return name;
      }
      return undefined;
    }
    case 'TSArrayType': return 'Array';
    case 'TSStringKeyword': return 'string';
    case 'TSNumberKeyword': return 'number';
    case 'TSBooleanKeyword': return 'boolean';
    case 'TSFunctionType': return 'Function';
    case 'TSTypeOperator': return type.typeAnnotation.type === 'TSArrayType' ? 'ReadonlyArray' : nameOfType(type.typeAnnotation);
    default: return undefined;
  }
}
