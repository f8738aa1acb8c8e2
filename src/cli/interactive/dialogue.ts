import { createInterface } from 'node:readline/promises';
import { UserError } from '../../project/user-error.js';
import { terminal, type Terminal } from '../output.js';

/** A conversation on the terminal. */
export type Dialogue = {
  readonly view: Terminal;
  readonly say: (text: string) => void;
  /** Asks until the answer is one of the letters; Enter gives the first. */
  readonly choose: (question: string, letters: readonly string[]) => Promise<string>;
  readonly ask: (question: string) => Promise<string>;
};

/** @throws UserError where there is nobody to talk to */
export async function converse<Result>(talk: (dialogue: Dialogue) => Promise<Result>): Promise<Result> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) throw new UserError('--interactive needs a terminal to ask on: leave it out in scripts and CI.');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const abort = new AbortController();
  const leave = (): void => { abort.abort(new UserError('Left without an answer: nothing more was written.')); };
  // On a terminal that is read, Ctrl-C is a key: whatever is at work has to be told.
  lines.on('SIGINT', () => {
    leave();
    process.emit('SIGINT');
  });
  lines.on('close', leave);
  const ask = async (question: string): Promise<string> => {
    abort.signal.throwIfAborted();
    try {
      return (await lines.question(question, { signal: abort.signal })).trim();
    } catch (error) {
      abort.signal.throwIfAborted();
      throw error;
    }
  };
  const choose = async (question: string, letters: readonly string[]): Promise<string> => {
    for (;;) {
      const answer = (await ask(`${question} [${letters.join('/')}] `)).toLowerCase();
      const letter = answer === '' ? letters[0] : letters.find((one) => one.toLowerCase() === answer);
      if (letter !== undefined) return letter;
    }
  };
  try {
    return await talk({ view: terminal(), say: (text) => process.stdout.write(`${text}\n`), choose, ask });
  } finally {
    lines.off('close', leave);
    lines.close();
  }
}
