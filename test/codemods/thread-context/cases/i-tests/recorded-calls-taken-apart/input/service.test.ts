import { expect, it, vi } from 'vitest';
import * as runs from './runs';
import { twice } from './service';

it('starts twice', async () => {
  const started = vi.spyOn(runs, 'startRun').mockResolvedValue('started');
  await twice('plants');
  expect(started.mock.calls.map(([name]) => name)).toEqual(['plants', 'plants']);
  expect(started.mock.calls).toEqual([['plants'], ['plants', 1]]);
});
