import type { Tool } from './tool.js';

export class ClockTool implements Tool {
  readonly description = 'Tells the date';

  async call(): Promise<string> {
    return new Date().toISOString().slice(0, 10);
  }
}
