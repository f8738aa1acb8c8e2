import { assertIsolated, IsolationError } from '../../src/runtime/testing/index.js';
import { act, LEAK_SHAPES, SOUND_SHAPES, type Shape } from '../runtime/testing/leak-shapes.js';

// How often `assertIsolated` finds each shape of leak, and how often it raises an alarm about a sound one.

const RUNS = 40;

async function found({ arrange }: Shape): Promise<number> {
  let times = 0;
  for (let run = 0; run < RUNS; run++) {
    try {
      await assertIsolated({ make: arrange(), act });
    } catch (error) {
      if (!(error instanceof IsolationError)) throw error;
      times += 1;
    }
  }
  return times;
}

let wrong = 0;
for (const shape of LEAK_SHAPES) {
  const times = await found(shape);
  wrong += RUNS - times;
  console.log(`found ${times} of ${RUNS}  ${shape.name}`);
}
for (const shape of SOUND_SHAPES) {
  const times = await found(shape);
  wrong += times;
  console.log(`alarms ${times} of ${RUNS}  ${shape.name}`);
}
if (wrong > 0) process.exitCode = 1;
