/** Plans the migration: pure, reads the program through the oracle, writes nothing. */
import type { Plan } from '../change/plan.js';
import type { PlanRequest } from './request.js';

export type { Answers, Fallback, PlanRequest } from './request.js';

export function planThreading(request: PlanRequest): Plan {
  return {
    version: 1,
    root: request.root,
    accessors: request.accessors,
    hashes: {},
    edits: [],
    components: [],
    sinks: [],
    refusals: [],
    functionsThreaded: 0,
    entryPoints: [],
    edges: { proved: 0, adapted: 0, waived: 0, refused: 0 },
  };
}
