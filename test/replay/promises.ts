import type { MigrationReport } from '../../codemods/change/report.js';
import { brokenPromises } from '../demo/promises.js';

export const LEAST_SHARE_MOVED = 0.95;
/** Of CPU time: what the clock says depends on what else the machine does. */
export const MOST_SECONDS = 60;
export const MOST_MEGABYTES = 1536;

/** Whose each part of the singleton's state is, as a person says who has read the class. */
const WHOSE: Readonly<Record<string, string>> = {
  infrastructure: 'configuration', makers: 'process', currentUser: 'request', currentThread: 'request', history: 'request', agents: 'request',
  places: 'user', runsOf: 'user', started: 'process', finished: 'process', failed: 'process', agentsCreated: 'process',
};

/** The parts of the state that were taken for somebody else's. */
export function wronglyDivided({ state = [] }: MigrationReport): readonly string[] {
  const kinds = new Map(state.map(({ name, kind }) => [name.replace(/^.*\./, ''), kind]));
  return Object.entries(WHOSE).flatMap(([field, kind]) => (kinds.get(field) === kind ? [] : [`${field} is ${kinds.get(field) ?? 'missing'}, not ${kind}`]));
}

/** What the migration of the platform promises and does not keep: empty when all is well. */
export function brokenReplay(report: MigrationReport, cpuSeconds: number, callsBefore: number, callsAfter: number): readonly string[] {
  const { sinks, refused, peakRssMb } = report;
  const moved = callsBefore - callsAfter;
  const broken = [...brokenPromises(report)];
  if (!report.written) broken.push('it wrote nothing');
  // What only start-up calls the definition itself turns: that is no use of the accessor any more when the callers are looked at.
  if (sinks > callsBefore) broken.push(`it speaks of ${sinks} uses, and there were ${callsBefore} calls`);
  if (moved < LEAST_SHARE_MOVED * callsBefore) broken.push(`only ${moved} of ${callsBefore} calls were moved, fewer than ${LEAST_SHARE_MOVED * 100} %`);
  if (callsAfter !== refused.length) broken.push(`${callsAfter} calls are left, and ${refused.length} were refused`);
  if (!(cpuSeconds <= MOST_SECONDS)) broken.push(`it took ${cpuSeconds.toFixed(0)} s of CPU time, more than ${MOST_SECONDS}`);
  if (peakRssMb > MOST_MEGABYTES) broken.push(`it took ${peakRssMb} MB, more than ${MOST_MEGABYTES}`);
  return broken;
}
