export const log = {
  error(message: string, details: Record<string, unknown> = {}): void {
    if (process.env['LOG'] !== 'off') console.error(JSON.stringify({ level: 'error', message, ...details }));
  },
};
