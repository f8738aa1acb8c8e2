/** What a migration is asked to do. */
import type { UserConfiguration } from '../../src/project/configuration.js';
import type { Plan } from '../change/plan.js';
import type { StateRow } from '../change/report.js';
import type { StateAnswers } from '../define-factory/partition.js';
import type { Answers, Fallback } from './plan.js';

export type MigrateOptions = {
  readonly root: string;
  /** `getAgentInstanceFactory`, `AgentRegistry.getInstance`, `store`. By default those of the configuration. */
  readonly accessors?: readonly string[];
  /** By default the project's own configuration file. */
  readonly configuration?: UserConfiguration;
  /** Without it everything is planned and verified in memory, and nothing is written. */
  readonly write: boolean;
  readonly fallback?: Fallback;
  readonly answers?: Answers;
  /** Whether uses inside tests are migrated too; true by default. */
  readonly tests?: boolean;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Singletons whose definition becomes a factory first: `getAgentInstanceFactory`. Their callers follow in the same run. */
  readonly define?: readonly string[];
  /** Whose state a field is, where that cannot be seen: `{ "AgentInstanceFactory.total": "process" }`. */
  readonly state?: StateAnswers;
  /** Asks a person whose the unclear parts of the state are. */
  readonly askState?: (rows: readonly StateRow[]) => Promise<StateAnswers>;
  /** A plan saved earlier, to be applied instead of making one. */
  readonly plan?: Plan;
  /** One git commit per component, each of which compiles. */
  readonly commitEach?: boolean;
  readonly allowDirty?: boolean;
  /** Writes also what divides the state of an instance between old and new uses. */
  readonly partial?: boolean;
  /** A shell command, run with the edits in place; only when writing. */
  readonly verifyCommand?: string;
  /** Also writes a two-user test per migrated entry point. */
  readonly proof?: boolean;
  /** Nothing is half done when it fires: the run stops before it writes, or finishes writing. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (phase: string, done: number, total: number) => void;
};
