export interface Config {
  port: number;
  model: string;
  /** Milliseconds a model call takes; the fake model of the development setup waits this long. */
  modelLatency: number;
  runsPerMinute: number;
}

export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    port: numberFrom(env['PORT'], 3000),
    model: env['MODEL'] ?? 'small',
    modelLatency: numberFrom(env['MODEL_LATENCY'], 5),
    runsPerMinute: numberFrom(env['RUNS_PER_MINUTE'], 100),
  };
}

function numberFrom(text: string | undefined, fallback: number): number {
  const value = Number(text);
  return text === undefined || text === '' || Number.isNaN(value) ? fallback : value;
}
