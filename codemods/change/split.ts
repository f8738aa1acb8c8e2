/**
 * Components of one accessor are not independent at run time: they share the state of its instance. When some uses inside
 * requests move to per-request instances and others stay, what one half writes the other no longer finds, and no compiler
 * says so.
 */
import type { Plan, Refusal } from './plan.js';
import type { RefusalCode } from './reasons.js';

/** A state that the planned edits would divide between the old instance and the new ones. */
export type SplitState = {
  readonly accessor: string;
  /** Uses that get instances of their own, and uses that keep the shared one. */
  readonly moved: number;
  readonly left: number;
  readonly message: string;
};

/** Outside every request, on no user's behalf: such a use finds nothing of a user's in the shared instance, and never should. */
const OUTSIDE_REQUESTS: ReadonlySet<RefusalCode> = new Set(['NO_REQUEST', 'BOOT_CONFIGURATION', 'WARMUP_CALL', 'SHARED_BY_DESIGN', 'PROCESS_BOUNDARY', 'TEST_INTENT', 'TEST_DOUBLE']);

/** A function that a timer calls and a handler too is refused for the timer's sake, and still serves requests. */
function isOutsideRequests({ code, served }: Refusal): boolean {
  return OUTSIDE_REQUESTS.has(code) && !(served === true && code === 'NO_REQUEST');
}

/**
 * @param accepted refusals that a person has looked at
 * @param isTest whether a file is a test: what it sees is no user's
 */
export function splitStates(plan: Plan, accepted: ReadonlySet<Refusal>, isTest: (file: string) => boolean): readonly SplitState[] {
  return plan.accessors.filter((accessor) => plan.joined?.includes(accessor) !== true).flatMap((accessor): SplitState[] => {
    const moved = plan.sinks.filter((sink) => sink.accessor === accessor && sink.outcome !== 'refused' && !isTest(sink.file)).length;
    const left = plan.refusals.filter((refusal) => refusal.accessor === accessor && !isOutsideRequests(refusal) && !isTest(refusal.file) && !accepted.has(refusal));
    const [first] = left;
    if (moved === 0 || first === undefined) return [];
    const uses = left.length === 1 ? '1 use' : `${String(left.length)} uses`;
    const message = `${uses} of ${accessor} inside requests would stay on the shared object, and ${String(moved)} would move away from it: what one half writes, the other no longer finds. The first is ${first.file}:${String(first.line)} (${first.code}).`;
    return [{ accessor, moved, left: left.length, message }];
  });
}
