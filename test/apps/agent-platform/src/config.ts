export interface Config {
  port: number;
  /** Signs the tokens that users bring. */
  secret: string;
  modelName: string;
  /** Milliseconds that a call of the model takes. */
  modelLatency: number;
  runsAtOnce: number;
  runsWaiting: number;
}

export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    port: numberFrom(env['PORT'], 3000),
    secret: env['TOKEN_SECRET'] ?? 'development only',
    modelName: env['MODEL'] ?? 'small',
    modelLatency: numberFrom(env['MODEL_LATENCY'], 3),
    runsAtOnce: numberFrom(env['RUNS_AT_ONCE'], 2),
    runsWaiting: numberFrom(env['RUNS_WAITING'], 20),
  };
}

function numberFrom(text: string | undefined, fallback: number): number {
  const value = Number(text);
  return text === undefined || text === '' || Number.isNaN(value) ? fallback : value;
}
