import * as runs from './runs';
export const twice = async (name: string): Promise<string[]> => [await runs.startRun(name), await runs.startRun(name, 1)];
