import { readFileSync, realpathSync } from 'node:fs';
import { readCallLog, type CalledSite } from '../../../codemods/remove-accessor/call-log.js';
import { removeAccessors } from '../../../codemods/remove-accessor/remove.js';
import { loadConfiguration } from '../../project/configuration-file.js';
import { UserError } from '../../project/user-error.js';
import { oneOf, parse } from '../arguments.js';
import { PLAIN, deliver, terminal } from '../output.js';
import { drawRemoval } from '../report/removal.js';
import type { ExitCode } from '../run.js';

export const help: string = `unsingleton remove <accessor...>

The last phase of a migration: says who still uses a deprecated accessor, and removes it when nobody does, with the
shared instance behind it, re-exports and imports. Accessors of one state (a setter and its getter) are named together.
Without --write it shows what it would do.

  --log <file>       messages of the channel unsingleton:legacy, one JSON object a line: who still calls at run time
  --write            remove, after the program was checked without it; unsingleton migrate --undo takes it back
  --allow-dirty      do not ask for a clean git tree
  --format <pretty|json>   default pretty
  --output <file>    write the report to a file

Exit code 1 while a caller is left.
`;

const OPTIONS = {
  log: { type: 'string' },
  write: { type: 'boolean', default: false },
  'allow-dirty': { type: 'boolean', default: false },
  format: { type: 'string', default: 'pretty' },
  output: { type: 'string' },
} as const;

export function run(argv: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(argv, OPTIONS, 'remove');
  const format = oneOf('format', values.format, ['pretty', 'json'] as const);
  if (positionals.length === 0) throw new UserError('remove needs the accessors that are to go: unsingleton remove getAgentInstanceFactory.');
  const root = realpathSync(process.cwd());
  const { report, diff } = removeAccessors({
    root,
    accessors: positionals,
    configuration: loadConfiguration(root).configuration,
    write: values.write,
    allowDirty: values['allow-dirty'],
    ...(values.log !== undefined && { log: readLog(values.log) }),
  });
  deliver(format === 'json' ? JSON.stringify(report, null, 2) : drawRemoval(report, diff, values.output === undefined ? terminal() : PLAIN), values.output);
  return Promise.resolve(report.callers.length + report.called.length > 0 ? 1 : 0);
}

function readLog(file: string): readonly CalledSite[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return readCallLog(text, file);
}
