export type ToolName = 'notes' | 'threads' | 'history' | 'clock';

/** Something an agent may use while it works. */
export interface Tool {
  readonly description: string;
  call(input: string): Promise<string>;
}
