import { MODULE_FUNCTION, type Value } from '../../facts/facts.js';
import type { Effect } from '../effect.js';
import type { Analysis } from '../verdict.js';
import { isOnce } from '../keys.js';
import type { Accessor } from '../accessors.js';
import type { Shape } from '../report.js';
import type { Root } from '../roots.js';

/** Says which of the catalogue's shapes a root has. */
export function shapeOf(analysis: Analysis, root: Root, accessor: Accessor | undefined): Shape {
  switch (root.kind) {
    case 'foreign': return 'foreign-write';
    case 'global': return 'global-slot';
    case 'container': return 'container-singleton';
    case 'wired': return 'main-closure';
    case 'property': return 'module-slot';
    case 'closure': return closureShape(analysis, root);
    case 'static': return staticShape(analysis, root);
    case 'variable': return variableShape(analysis, root, accessor);
  }
}

function closureShape(analysis: Analysis, root: Root): Shape {
  const owner = root.variable && analysis.program.variable(root.variable.file, root.variable.id)?.function;
  for (const entry of analysis.reach.entries.keys()) {
    for (let at = entry.parent; at; at = at.parent) if (at.file === root.file && at.id === owner) return 'main-closure';
  }
  return 'closure-singleton';
}

function staticShape(analysis: Analysis, root: Root): Shape {
  if (root.container === 'regex') return 'stateful-regex';
  if (isFakeScope(analysis, root)) return 'fake-scope';
  if (root.container === 'collection' || root.container === 'object' || root.effects.some(({ mode }) => mode === 'keyed' || mode === 'append')) {
    return root.classes.length > 0 ? 'static-accessor' : 'static-collection';
  }
  return root.effects.some(({ fn, place }) => fn.fact.kind === 'constructor' && place.base.kind === 'class') ? 'constructor-singleton' : 'static-accessor';
}

function variableShape(analysis: Analysis, root: Root, accessor: Accessor | undefined): Shape {
  if (root.effects.some(({ path }) => path[0] === 'locals' && path.length > 1)) return 'foreign-write';
  switch (root.container) {
    case 'memo': return 'memoised';
    case 'proxy': return 'proxy-lazy';
    case 'store': return 'reactive-store';
    case 'regex': return 'stateful-regex';
    default:
  }
  if (isFakeScope(analysis, root)) return 'fake-scope';
  const own = root.effects.filter(({ path, fn }) => path.length === 0 && fn.id !== MODULE_FUNCTION);
  const lazy = own.find((effect) => isOnce(analysis.program, effect) && effect.absent.concat(effect.operator === '=' ? [] : [{ kind: 'variable', id: root.variable?.id ?? -1 }]).some((value) => value.kind === 'variable' && value.id === root.variable?.id));
  if (lazy) {
    if (lazy.value.kind === 'literal') return 'once-guard';
    if (lazy.value.kind === 'this') return 'constructor-singleton';
    return lazy.fn.fact.async || isPromise(analysis, lazy.file, lazy.value) ? 'async-lazy-getter' : 'lazy-getter';
  }
  if (own.length > 0 && (accessor?.shape === 'set-get-pair' || isSetAndGot(analysis, root, own))) return 'set-get-pair';
  if (root.container === 'collection' || (root.container === 'object' && root.effects.some(({ mode }) => mode === 'keyed'))) return 'module-collection';
  if (own.length > 0) return 'module-slot';
  if (root.container === 'object') return 'object-singleton';
  if (root.container === 'instance' || root.container === 'emitter' || root.classes.length > 0) return 'eager-export';
  return root.effects.some(({ mode }) => mode === 'keyed' || mode === 'append') ? 'module-collection' : 'module-slot';
}

function isPromise(analysis: Analysis, file: string, value: Value): boolean {
  if (value.kind === 'await') return true;
  if (value.kind !== 'call') return false;
  const { program } = analysis;
  const callee = program.facts(file).calls[value.id]?.callee;
  return (callee?.kind === 'member' && (callee.key === 'then' || callee.key === 'catch')) || (program.site(file, value.id)?.targets.some(({ fact }) => fact.async) ?? false);
}

/** One function puts in what it is given, another gives it out, and nobody ever makes it. */
function isSetAndGot(analysis: Analysis, root: Root, own: readonly Effect[]): boolean {
  const { program } = analysis;
  const { variable } = root;
  if (!variable || !root.values.every(({ value }) => value.kind !== 'call')) return false;
  const sets = own.filter(({ mode }) => mode === 'assign');
  const isGiven = ({ file, value }: Effect): boolean => value.kind === 'variable' && program.variable(file, value.id)?.kind === 'parameter';
  return sets.length > 0 && sets.every((effect) => isGiven(effect) && effect.fn.fact.awaits.length === 0)
    && program.functions(variable.file).some(({ fact }) => fact.parameters.length === 0 && fact.awaits.length === 0 && fact.returns.some((value) => value.kind === 'variable' && value.id === variable.id));
}

/** Set before a callback runs, put back in `finally`: a request scope that all requests share. */
export function isFakeScope(analysis: Analysis, root: Root): boolean {
  const sets = root.effects.filter(({ path, mode, fn }) => (path.length === (root.kind === 'static' ? 1 : 0) && mode === 'assign' || mode === 'append') && fn.id !== MODULE_FUNCTION);
  return sets.some((set) => {
    const putBack = root.effects.some((other) => other !== set && other.fn === set.fn && other.at > set.at && (other.inFinally || other.mode === 'reset' || other.mode === 'remove'));
    const runsCallback = set.fn.calls.some(({ call }) => call.at > set.at && call.callee.kind === 'variable' && analysis.program.variable(set.file, call.callee.id)?.kind === 'parameter');
    return putBack && runsCallback;
  });
}
