export interface Tool {
  run(input: string): Promise<string>;
}
