export interface Plugin {
  run(input: string): Promise<string>;
}
