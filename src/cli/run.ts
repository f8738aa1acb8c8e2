import { nearest } from '../project/nearest.js';
import { UserError } from '../project/user-error.js';
import { describeError } from './describe-error.js';
import { version } from './version.js';

/** 0 clean, 1 findings or refusals, 2 usage, configuration or internal error. */
export type ExitCode = 0 | 1 | 2;

/** What every file in commands/ exports. */
export type Command = {
  readonly help: string;
  readonly run: (argv: readonly string[]) => Promise<ExitCode>;
};

// Each command is loaded only when asked for: `scan` must not pay for the compiler that `migrate` needs.
const COMMANDS: Record<string, () => Promise<Command>> = {
  scan: () => import('./commands/scan.js'),
  migrate: () => import('./commands/migrate.js'),
  remove: () => import('./commands/remove.js'),
  explain: () => import('./commands/explain.js'),
  init: () => import('./commands/init.js'),
};

const HELP = `unsingleton finds the state one user's request can leak into another's, and moves it to a per-request factory.

  unsingleton scan [paths]               findings, worst first, each with its path
  unsingleton migrate [accessor...]      plan the migration and show it as a diff; --write applies it
  unsingleton remove <accessor...>       who still uses a deprecated accessor; --write removes it when nobody does
  unsingleton explain <file:line|name>   why this is a finding, or why a function got the context
  unsingleton init                       configuration, ESLint entry, hook and baseline, each shown first

  unsingleton <command> --help           the options of a command
  unsingleton --version

Exit codes: 0 clean, 1 findings or refusals, 2 usage, configuration or internal error.
`;

export async function run(argv: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  try {
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (load === undefined) throw new UserError(`There is no command "${name}".${suggestion(name)} See unsingleton --help.`);
    const command = await load();
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(command.help);
      return 0;
    }
    return await command.run(rest);
  } catch (error) {
    process.stderr.write(`unsingleton: ${describeError(error)}\n`);
    return 2;
  }
}

function suggestion(name: string): string {
  const close = nearest(name, Object.keys(COMMANDS));
  return close === undefined ? '' : ` Did you mean "${close}"?`;
}
