export interface Tool {
  run(input: string): Promise<string>;
}

export async function loadTool(): Promise<Tool> {
  const { echoTool } = await import('./echo-tool');
  return echoTool;
}
