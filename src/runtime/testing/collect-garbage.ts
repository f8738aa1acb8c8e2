import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/** Collects garbage, also where Node was started without `--expose-gc`. @internal */
export function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}

/** Lets finished work settle and collects until objects that nobody holds are gone. @internal */
export async function settleAndCollect(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => { setImmediate(resolve); });
    collectGarbage();
  }
  // V8 keeps the last string that a regular expression was tried on.
  /x/.exec('x');
}
