import type { Value } from '../../facts/facts.js';
import type { Fn, Program } from '../program.js';
import { provenance } from '../provenance.js';
import { isServiceSchema, servedBySchema } from '../service-schemas.js';
import { SERVES_METHODS } from './catalogue.js';
import { methodName } from './entries.js';

/** Methods that a service has for the framework's own sake: nobody's request. */
const OF_LIFE = /^(?:setup|teardown|init|initialize|start|stop|close|connect|disconnect|destroy)$/;

export type Served = { readonly fn: Fn; readonly name: string };

/** Methods that frameworks call of what the program gives them whole: `app.use('notes', new NotesService())`, the actions of a service's schema. */
export function* servedMethods(program: Program): Generator<Served> {
  // To ask of every argument of every call what it is takes long, and few programs have such a framework.
  const isServing = program.files.some((file) => program.facts(file).requests.some((request) => SERVES_METHODS.test(request)));
  for (const file of program.files) {
    yield* ofSchemas(program, file);
    if (!isServing) continue;
    for (const { callee, arguments: args } of program.facts(file).calls) {
      const served = args.flatMap((argument) => (argument.kind === 'call' || argument.kind === 'variable' ? methodsOf(program, file, argument) : []));
      if (served.length === 0 || !SERVES_METHODS.test(provenance(program, file, callee) ?? '')) continue;
      for (const { fn, name } of served) yield { fn, name: `${methodName(program, file, callee)}(${name})` };
    }
  }
}

/** The methods of an instance that nobody in the program calls. */
function methodsOf(program: Program, file: string, value: Value): readonly Served[] {
  return program.references.places(file, value).flatMap(({ base, path }) => {
    const owner = base.kind === 'instance' && path.length === 0 ? program.class(base.file, base.id) : undefined;
    return owner?.members.flatMap(({ name, kind, static: isStatic, function: id }) => {
      const fn = base.kind === 'instance' && kind === 'method' && !isStatic && id !== undefined && !name.startsWith('#') && !OF_LIFE.test(name) ? program.fn(base.file, id) : undefined;
      return fn?.callers.length === 0 ? [{ fn, name: `${owner.name}.${name}` }] : [];
    }) ?? [];
  });
}

function* ofSchemas(program: Program, file: string): Generator<Served> {
  const facts = program.facts(file);
  const given = facts.calls.flatMap(({ callee, arguments: args }) => (callee.kind === 'member' && (callee.key === 'createService' || callee.key === 'parseServiceSchema') ? args : []));
  for (const schema of [...facts.variables.flatMap(({ definitions }) => definitions), ...given]) {
    if (schema.kind !== 'object' || !isServiceSchema(facts, schema)) continue;
    for (const { name, value } of servedBySchema(schema)) for (const fn of program.functionsOf(file, value)) yield { fn, name };
  }
}
