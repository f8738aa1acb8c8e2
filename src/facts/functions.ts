import type { ArrowFunctionExpression, Decorator as DecoratorNode, Function, ParamPattern } from 'oxc-parser';
import type { Builder, Scope } from './builder.js';
import { expression } from './expressions.js';
import type { ClassId, Decorator, FunctionFact, FunctionId, FunctionKind, Value, VariableId } from './facts.js';
import { annotatedType, declarePattern } from './patterns.js';
import { hoist } from './hoisting.js';
import { directivesOf, statements } from './statements.js';
import { endOf, startOf } from './positions.js';

export type FunctionRole = {
  readonly name: string;
  readonly kind?: FunctionKind;
  readonly class?: ClassId;
  readonly static?: boolean;
  readonly object?: number;
  readonly decorators?: readonly Decorator[];
};

/** Records a function and walks its body. */
export function functionFact(b: Builder, node: Function | ArrowFunctionExpression, role: FunctionRole): FunctionId {
  const arrow = node.type === 'ArrowFunctionExpression';
  const id = b.functions.length;
  const directive = node.body?.type === 'BlockStatement' ? directivesOf(node.body.body)[0] : undefined;
  const fact: FunctionFact = {
    name: role.name || (node.id?.name ?? ''),
    kind: role.kind ?? (arrow ? 'arrow' : 'function'),
    parent: b.function, at: startOf(node), end: endOf(node), async: node.async, generator: node.generator,
    parameters: [], returns: [], awaits: [], reads: [], decorators: role.decorators ?? [],
    ...(role.class === undefined ? {} : { class: role.class }),
    ...(role.static ? { static: true } : {}),
    ...(role.object === undefined ? {} : { object: role.object }),
    ...(directive ? { directive } : {}),
  };
  b.functions.push(fact);
  inFunction(b, id, arrow, () => {
    if (!arrow && node.type === 'FunctionExpression' && node.id) {
      const self = b.declare(node.id.name, 'function', startOf(node.id));
      b.variable(self).definitions.push({ kind: 'function', id });
    }
    // `this: Agent` says what `this` is, and no caller gives it.
    const given = node.params.filter((parameter) => parameter.type !== 'Identifier' || parameter.name !== 'this');
    const decorators = given.map((parameter, index) => declareParameter(b, fact, parameter, index));
    if (decorators.some((list) => list.length > 0)) Object.assign(fact, { parameterDecorators: decorators });
    if (!node.body) return;
    if (node.body.type === 'BlockStatement') {
      hoist(b, node.body.body);
      statements(b, node.body.body);
    } else {
      fact.returns.push(expression(b, node.body));
    }
  });
  return id;
}

/** Runs with a fresh function as the current one, and puts the walk back where it was. */
export function inFunction(b: Builder, id: FunctionId, sharesThis: boolean, run: () => void): void {
  const before = { function: b.function, this: b.thisFunction, guard: b.guard, inFinally: b.inFinally, branch: b.branch, arms: b.arms, handler: b.handler };
  const scope: Scope = { parent: b.scope, function: id, names: new Map() };
  b.function = id;
  if (!sharesThis) b.thisFunction = id;
  b.guard = undefined;
  b.inFinally = false;
  b.handler = undefined;
  b.branch = undefined;
  b.arms = undefined;
  b.within(scope, run);
  b.function = before.function;
  b.thisFunction = before.this;
  b.guard = before.guard;
  b.inFinally = before.inFinally;
  b.handler = before.handler;
  b.branch = before.branch;
  b.arms = before.arms;
}

/** Declares one parameter; a parameter property also writes its field. */
function declareParameter(b: Builder, fact: FunctionFact, parameter: ParamPattern, index: number): readonly Decorator[] {
  const isProperty = parameter.type === 'TSParameterProperty';
  const node = isProperty ? parameter.parameter : parameter;
  const decorators = decoratorFacts(b, parameter.decorators ?? node.decorators);
  if (node.type === 'RestElement') {
    fact.rest = index;
    fact.parameters.push(declareWhole(b, node.argument));
    return decorators;
  }
  const pattern = node.type === 'AssignmentPattern' ? node.left : node;
  const id = declareWhole(b, pattern, () => (node.type === 'AssignmentPattern' ? expression(b, node.right) : undefined));
  fact.parameters.push(id);
  if (isProperty && pattern.type === 'Identifier') {
    const target: Value = { kind: 'member', object: { kind: 'this', function: b.thisFunction }, key: pattern.name, at: startOf(parameter) };
    b.assign(target, { kind: 'variable', id }, startOf(parameter));
  }
  return decorators;
}

function declareWhole(b: Builder, pattern: Parameters<typeof declarePattern>[1], fallback?: () => Value | undefined): VariableId {
  const simple = pattern.type === 'Identifier';
  const id = b.declare(simple ? pattern.name : '', 'parameter', startOf(pattern));
  const value = fallback?.();
  const variable = b.variable(id);
  if (value) variable.definitions.push(value);
  const type = annotatedType(pattern);
  if (type) variable.type = type;
  if (!simple) declarePattern(b, pattern, { kind: 'variable', id }, 'const');
  return id;
}

export function decoratorFacts(b: Builder, nodes: readonly DecoratorNode[] | undefined): readonly Decorator[] {
  return (nodes ?? []).map((node) => {
    const value = expression(b, node.expression);
    const call = value.kind === 'call' ? b.calls[value.id] : undefined;
    const named = call?.callee ?? value;
    const name = named.kind === 'variable' ? b.variable(named.id).name : named.kind === 'global' ? named.name : named.kind === 'member' && typeof named.key === 'string' ? named.key : '';
    return { name, value: named, arguments: call?.arguments ?? [], ...(call ? { called: true } : {}) };
  });
}
