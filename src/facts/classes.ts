import type { AccessorProperty, Class, ClassElement, PropertyDefinition } from 'oxc-parser';
import { type Builder, member } from './builder.js';
import { expression } from './expressions.js';
import type { ClassFact, ClassId, FunctionFact, FunctionId, FunctionKind, Member } from './facts.js';
import { decoratorFacts, functionFact, inFunction } from './functions.js';
import { keyOf, typeName } from './patterns.js';
import { hoist } from './hoisting.js';
import { statements } from './statements.js';
import { startOf } from './positions.js';

/** Records a class with its members; instance fields run in a function of their own, as the language has it. */
export function classFact(b: Builder, node: Class, name: string): ClassId {
  const id = b.classes.length;
  const decorators = decoratorFacts(b, node.decorators);
  const superclass = node.superClass ? expression(b, node.superClass) : undefined;
  const fact: ClassFact = {
    name: node.id?.name ?? name, at: startOf(node), function: b.function, members: [], decorators,
    ...(superclass ? { superclass } : {}),
  };
  b.classes.push(fact);
  const outer = b.class;
  b.class = id;
  b.block(() => {
    if (node.type === 'ClassExpression' && node.id) b.variable(b.declare(node.id.name, 'class', startOf(node.id))).definitions.push({ kind: 'class', id });
    const initialiser = lazily(() => bare(b, id, 'constructor', false));
    for (const element of node.body.body) classElement(b, fact, id, element, initialiser);
  });
  b.class = outer;
  return id;
}

function classElement(b: Builder, fact: ClassFact, id: ClassId, element: ClassElement, initialiser: () => FunctionId): void {
  switch (element.type) {
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition': {
      const key = keyOf(b, element.key, element.computed);
      const name = typeof key === 'string' ? key : '';
      const kind = element.kind === 'get' ? 'getter' : element.kind === 'set' ? 'setter' : element.kind;
      const decorators = decoratorFacts(b, element.decorators);
      if (kind === 'constructor' && (element.accessibility === 'private' || element.accessibility === 'protected')) fact.privateConstructor = true;
      if (!element.value.body) return;
      const made = functionFact(b, element.value, { name, kind, class: id, static: element.static, decorators });
      fact.members.push({ name, kind, static: element.static, at: startOf(element), function: made, decorators });
      return;
    }
    case 'PropertyDefinition':
    case 'AccessorProperty':
    case 'TSAbstractPropertyDefinition':
    case 'TSAbstractAccessorProperty': {
      const key = keyOf(b, element.key, element.computed);
      fact.members.push(field(b, element, typeof key === 'string' ? key : '', id, initialiser));
      return;
    }
    case 'StaticBlock':
      inFunction(b, bare(b, id, 'static-block', true), false, () => {
        hoist(b, element.body);
        statements(b, element.body);
      });
      return;
    default:
  }
}

type FieldNode = PropertyDefinition | AccessorProperty;

function field(b: Builder, node: FieldNode, name: string, id: ClassId, initialiser: () => FunctionId): Member {
  const decorators = decoratorFacts(b, node.decorators);
  const type = typeName(node.typeAnnotation);
  const base = {
    name, kind: 'field' as const, static: node.static, at: startOf(node), decorators,
    ...(node.readonly ? { readonly: true } : {}), ...(type ? { type } : {}),
  };
  const initial = node.value;
  if (!initial) return base;
  if (initial.type === 'ArrowFunctionExpression' || initial.type === 'FunctionExpression') {
    let made: FunctionId = 0;
    // An arrow in a field is a method that is bound: its `this` is the instance.
    const within = node.static ? bare(b, id, 'static-block', true) : initialiser();
    inFunction(b, within, false, () => {
      made = functionFact(b, initial, { name, kind: 'method', class: id, static: node.static });
    });
    return { ...base, function: made, value: { kind: 'function', id: made } };
  }
  let value = undefined as Member['value'];
  const within = node.static ? b.function : initialiser();
  if (node.static) value = expression(b, initial, name);
  else {
    inFunction(b, within, false, () => {
      value = expression(b, initial, name);
      b.assign(member({ kind: 'this', function: within }, name, startOf(node)), value, startOf(node));
    });
  }
  return value ? { ...base, value } : base;
}

/** A function without text of its own: field initialisers, a static block. */
function bare(b: Builder, id: ClassId, kind: FunctionKind, isStatic: boolean): FunctionId {
  const owner = b.classes[id];
  const at = owner?.at ?? 0;
  const fact: FunctionFact = {
    name: 'fields', kind, parent: b.function, at, end: at, async: false, generator: false, class: id,
    ...(isStatic ? { static: true } : {}), parameters: [], returns: [], awaits: [], reads: [], decorators: [],
  };
  return b.functions.push(fact) - 1;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
