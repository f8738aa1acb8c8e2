import { type Call, MODULE_FUNCTION, type Value } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { methodName } from './entries/entries.js';
import type { Analysis } from './verdict.js';
import type { Program } from './program.js';
import { provenance } from './provenance.js';
import { referenceKey, type Reference, variablesIn } from './places.js';
import type { Root } from './roots.js';

const WRITES_FILE = /^(?:writeFile|writeFileSync|outputFile|outputFileSync|outputJson|outputJsonSync|writeJson|writeJsonSync|writeJSON|writeJsonFile)$/;
const FILE_PACKAGE = /^(?:node:)?fs(?:\/promises)?$|^(?:fs-extra|jsonfile|graceful-fs|write-file-atomic|atomically|lowdb|conf|write-json-file)$/;

/**
 * What is saved to a file of the installation is meant for everybody: its slots are settings, changed on purpose.
 * Growing lists of what users did are no settings, saved or not.
 */
export function isPersisted(analysis: Analysis, root: Root, effect: Effect): boolean {
  if (effect.mode !== 'assign' && effect.mode !== 'keyed') return false;
  const { base, path } = effect.place;
  const field = path[0];
  if (base.kind === 'instance') return savedFields(analysis.program, base).has(field ?? '');
  return root.classes.some((held) => savedFields(analysis.program, held).size > 0 && base.kind === 'variable' && path.length > 0);
}

/** `flags[name] = on; await writeFile(FILE, JSON.stringify(flags))`: the same for a variable of the module. */
export function isSavedSetting(program: Program, { mode, place: { base } }: Effect): boolean {
  return (mode === 'assign' || mode === 'keyed') && base.kind === 'variable' && program.variable(base.file, base.id)?.function === MODULE_FUNCTION && savedVariables(program, base.file).has(base.id);
}

const saved: WeakMap<Program, Map<string, ReadonlySet<number>>> = new WeakMap();

function savedVariables(program: Program, file: string): ReadonlySet<number> {
  const cache = saved.get(program) ?? new Map<string, ReadonlySet<number>>();
  saved.set(program, cache);
  const before = cache.get(file);
  if (before) return before;
  const { calls } = program.facts(file);
  const isWritten = ({ callee, new: isNew }: Call): boolean => !isNew && WRITES_FILE.test(methodName(program, file, callee)) && FILE_PACKAGE.test(provenance(program, file, callee) ?? 'fs');
  const variablesOf = (value: Value): readonly number[] => (value.kind === 'call' && methodName(program, file, calls[value.id]?.callee ?? value) === 'stringify' ? (calls[value.id]?.arguments ?? []).slice(0, 1).flatMap(variablesOf) : variablesIn(value));
  const found = new Set(calls.filter(isWritten).flatMap((call) => call.arguments.slice(1).flatMap(variablesOf)));
  cache.set(file, found);
  return found;
}

const known: WeakMap<Program, Map<string, ReadonlySet<string>>> = new WeakMap();

/** The fields of a class that one of its methods writes to a file, by themselves or as part of what it writes. */
function savedFields(program: Program, reference: Reference & { kind: 'instance' }): ReadonlySet<string> {
  const cache = known.get(program) ?? new Map<string, ReadonlySet<string>>();
  known.set(program, cache);
  const key = referenceKey(reference);
  const before = cache.get(key);
  if (before) return before;
  const found: Set<string> = new Set();
  for (const fn of program.functions(reference.file)) {
    if (fn.fact.class !== reference.id) continue;
    for (const { call } of fn.calls) {
      const method = methodName(program, reference.file, call.callee);
      if (!WRITES_FILE.test(method)) continue;
      const from = provenance(program, reference.file, call.callee);
      if (from !== undefined && !FILE_PACKAGE.test(from)) continue;
      for (const argument of call.arguments.slice(1)) for (const field of fieldsIn(program, reference.file, argument, 0)) found.add(field);
      // A writer that is handed the data stores what it was handed too.
      if (call.arguments.slice(1).some((argument) => isParameter(program, reference.file, argument))) for (const field of writtenFields(program, reference, fn.id)) found.add(field);
    }
  }
  cache.set(key, found);
  return found;
}

function fieldsIn(program: Program, file: string, value: Value, depth: number): string[] {
  if (depth > 5) return [];
  switch (value.kind) {
    case 'member':
      if (value.object.kind === 'this' && typeof value.key === 'string') return [value.key];
      return fieldsIn(program, file, value.object, depth + 1);
    case 'call': return (program.facts(file).calls[value.id]?.arguments ?? []).flatMap((argument) => fieldsIn(program, file, argument, depth + 1));
    case 'derived': return value.from.flatMap((part) => fieldsIn(program, file, part, depth + 1));
    case 'either': return value.of.flatMap((part) => fieldsIn(program, file, part, depth + 1));
    case 'object': return [...value.properties.map((property) => property.value), ...value.spreads].flatMap((part) => fieldsIn(program, file, part, depth + 1));
    case 'await': return fieldsIn(program, file, value.of, depth + 1);
    case 'variable': return (program.variable(file, value.id)?.definitions ?? []).flatMap((part) => fieldsIn(program, file, part, depth + 1));
    default: return [];
  }
}

function isParameter(program: Program, file: string, value: Value): boolean {
  return value.kind === 'variable' && program.variable(file, value.id)?.kind === 'parameter';
}

function writtenFields(program: Program, reference: Reference & { kind: 'instance' }, functionId: number): string[] {
  return program.facts(reference.file).writes.flatMap(({ target, function: owner }) => {
    if (owner !== functionId || target.kind !== 'member') return [];
    let part: Value = target;
    while (part.kind === 'member' && part.object.kind === 'member') part = part.object;
    return part.kind === 'member' && part.object.kind === 'this' && typeof part.key === 'string' ? [part.key] : [];
  });
}
