import { inServer } from './generated-server.js';
import { judge, sampleOf, show, slopeOf, type Cost, type Sample } from './measure.js';

const SIZES = [100, 300, 1000, 3000, 10_000] as const;
const MOST = 1.1;

/** Prints what the work costs in generated servers of 100 to 10,000 files, and the slope of that in log-log scale. */
export function grow(rounds: number, measure: (folder: string, files: number) => Cost): void {
  const points = SIZES.map((files) => inServer(files, (folder) => {
    const costs = Array.from({ length: rounds }, () => measure(folder, files));
    const cpu = sampleOf(costs.map(({ cpuSeconds }) => cpuSeconds));
    // Told at once: the largest take their time.
    console.log(`${String(files).padStart(6)} files  ${show(cpu).padStart(24)} CPU s  ${((cpu.median * 1000) / files).toFixed(1).padStart(5)} ms a file  ${sampleOf(costs.map(({ peakMb }) => peakMb)).median.toFixed(0).padStart(5)} MB`);
    return [files, cpu.median] as const;
  }));
  const exactly = (value: number): Sample => ({ median: value, low: value, high: value });
  judge([
    { what: 'slope from 100 to 10,000 files', ratio: exactly(slopeOf(points)), limit: MOST },
    // What a process costs before it has seen a file flattens the whole line, but hardly its end.
    { what: 'slope of the last step, 3,000 to 10,000 files', ratio: exactly(slopeOf(points.slice(-2))), limit: MOST },
  ]);
}
