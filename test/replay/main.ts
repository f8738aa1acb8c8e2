/**
 * `npm run replay`: the migration that took weeks by hand, at its full size, in one command, with everything checked that went
 * wrong then. Exit code 0 only when every promise is kept. `--quick` leaves out the platform's suite before the migration, in each
 * commit and after the decisions, and the control of the crowd; `--keep` leaves the migrated platform in its folder, to look around.
 */
import { parseArgs } from 'node:util';
import { AgentServer } from '../demo/agent-server.js';
import { title } from '../demo/print.js';
import { Replay } from './replay.js';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } } });
const started = performance.now();
const platform = await AgentServer.copy('agent-platform');
try {
  const replay = await Replay.begin(platform, values.quick);
  await replay.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  title(replay.broken.length === 0 ? `Every promise kept, in ${seconds} s.\n` : `Not kept: ${replay.broken.join('; ')}.\n`);
  process.exitCode = replay.broken.length === 0 ? 0 : 1;
} finally {
  if (!values.keep) await platform.remove();
}
