import { MODULE_FUNCTION } from '../facts/facts.js';
import { referenceKey } from './places.js';
import type { Program } from './program.js';
import type { Reachability } from './reach.js';

/** Where the objects of a class are made that outlive every request: while modules load, or in a function that starts the server. */
export type Birth = 'import' | 'start-up';

/**
 * Classes of which objects are made only while the program starts: `routes.get('/runs', new RunsPage().show)`,
 * `const services = createServices(db)`. However they are handed on, they are the same for all requests. What a script
 * makes for itself is none of them.
 */
export function madeAtStart(program: Program, reach: Reachability, isConfined: (file: string) => boolean): ReadonlyMap<string, Birth> {
  const found: Map<string, Birth | undefined> = new Map();
  for (const from of program.allFunctions()) {
    if (isConfined(from.file)) continue;
    for (const { call, file } of from.calls) {
      if (!call.new) continue;
      for (const { base, path } of program.references.places(file, call.callee)) {
        if (base.kind !== 'class' || path.length > 0) continue;
        const key = referenceKey({ ...base, kind: 'instance' });
        const birth = reach.of(from) === 'request' || !reach.isSurelyBoot(from) ? undefined : from.id === MODULE_FUNCTION ? 'import' : 'start-up';
        found.set(key, found.has(key) && found.get(key) === undefined ? undefined : birth);
      }
    }
  }
  return new Map([...found].flatMap(([key, birth]) => (birth ? [[key, birth] as const] : [])));
}
