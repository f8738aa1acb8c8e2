/** A plan that was saved with `--plan`, read back. A person may have edited it: everything is checked before use. */
import * as v from 'valibot';
import { UserError } from '../../src/project/user-error.js';
import type { Plan } from './plan.js';
import type { RefusalCode } from './reasons.js';
import { REASONS } from './reasons.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const file = v.pipe(v.string(), v.check((path) => path !== '' && !path.startsWith('/') && !path.split('/').includes('..'), 'must be a path below the root'));
const place = { file, line: count, column: count };
const codes = Object.keys(REASONS) as [RefusalCode, ...RefusalCode[]];

const PlanSchema = v.looseObject({
  version: v.literal(1),
  root: v.string(),
  accessors: v.array(v.string()),
  joined: v.optional(v.array(v.string())),
  hashes: v.record(v.string(), v.string()),
  edits: v.array(v.looseObject({ id: v.string(), file, start: count, end: count, text: v.string(), kind: v.picklist(['rewrite', 'adapt', 'scope', 'support']), component: count, sharedWith: v.optional(v.array(count)), why: v.string() })),
  components: v.array(v.looseObject({ id: count, files: v.array(file), sinks: count, dependsOn: v.optional(v.array(count)), functionsThreaded: v.optional(count) })),
  sinks: v.array(v.looseObject({ ...place, accessor: v.string(), outcome: v.picklist(['rewritten', 'adapted', 'scoped', 'refused']), component: v.nullable(count) })),
  refusals: v.array(v.looseObject({ ...place, code: v.picklist(codes), message: v.string(), component: v.nullable(count), accessor: v.optional(v.string()), served: v.optional(v.boolean()) })),
  functionsThreaded: count,
  entryPoints: v.array(v.looseObject({ file, line: count, name: v.string(), kind: v.string(), component: v.optional(count) })),
  edges: v.looseObject({ proved: count, adapted: count, waived: count, refused: count }),
});

/** @throws UserError naming the first thing that is not as a plan has it */
export function checkPlan(value: unknown): Plan {
  const parsed = v.safeParse(PlanSchema, value);
  if (parsed.success) return parsed.output as Plan;
  const issue = parsed.issues[0];
  throw new UserError(`The saved plan cannot be used: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
}
