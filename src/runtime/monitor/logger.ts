/** Where the library says what no caller is there to be told. Silent unless set. */
export type Logger = {
  readonly warn: (message: string, details?: Readonly<Record<string, unknown>>) => void;
  readonly error: (message: string, details?: Readonly<Record<string, unknown>>) => void;
};

const SILENT: Logger = { warn: () => {}, error: () => {} };

let current: Logger = SILENT;

/** Sets the logger, or takes it away. `console` and most loggers fit. */
export function setLogger(logger: Logger | undefined): void {
  current = logger ?? SILENT;
}

/** @internal */
export function logger(): Logger {
  return current;
}
