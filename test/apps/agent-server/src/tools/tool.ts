export type ToolName = 'notes' | 'threads' | 'clock';

/** Something an agent may use while it works. */
export interface Tool {
  readonly description: string;
  call(input: string): Promise<string>;
}
