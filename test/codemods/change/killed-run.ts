/** `jiti killed-run.ts <root> <touch> <moment>`: applies the thirty files and kills itself, as a power cut would. */
import { applySteps } from '../../../codemods/change/apply.js';
import { realDisk } from '../../../codemods/change/disk.js';
import { THIRTY, dyingDisk, type Moment } from './thirty-files.js';

const [root = '', at = '', moment = ''] = process.argv.slice(2);
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  // The signal takes effect before the next statement of this thread runs to an end.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
applySteps(root, [{ title: 'thirty files', changes: THIRTY, commit: null }], { disk: dyingDisk(Number(at), moment as Moment, die, realDisk) });
