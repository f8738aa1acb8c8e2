/** What the planner is asked. */
import type { Configuration } from '../../src/project/configuration.js';
import type { TypeOracle } from '../oracle/oracle.js';

/**
 * What happens where the context cannot be handed over although a request is in progress: `refuse` leaves the place as it
 * is, `scope` reads the context from the running request scope, `ask` refuses too and puts the question into the plan.
 */
export type Fallback = 'refuse' | 'scope' | 'ask';

/** Answers by place (`src/a.ts:12:5`): the expression to use as context there, or one of the fallbacks. */
export type Answers = Readonly<Record<string, string>>;

export type PlanRequest = {
  readonly root: string;
  readonly oracle: TypeOracle;
  readonly configuration: Configuration;
  /** `getAgentInstanceFactory`, `AgentRegistry.getInstance`, `store`. Empty: those of the configuration. */
  readonly accessors: readonly string[];
  readonly fallback: Fallback;
  readonly answers?: Answers;
  /** Whether uses inside tests are migrated too. Calls of changed functions are followed there in any case. */
  readonly tests: boolean;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
};
