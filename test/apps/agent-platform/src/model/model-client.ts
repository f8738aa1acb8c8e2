/** Stands in for a model's API: it answers after some milliseconds. */
export class ModelClient {
  constructor(private readonly latency: number) {}

  async complete(model: string, prompt: string): Promise<string> {
    await new Promise((resolve) => setTimeout(resolve, this.latency));
    if (prompt.includes('overload')) throw new Error('The model is overloaded');
    return `[${model}] ${prompt}`;
  }
}
