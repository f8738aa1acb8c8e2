/** One line on the terminal's standard error that tells how far the work is; silent in CI and in pipes. */
export type Progress = {
  readonly update: (phase: string, done: number, total: number) => void;
  readonly stop: () => void;
};

const EVERY_MS = 80;

export function progress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY || process.env['CI'] !== undefined) return { update: () => {}, stop: () => {} };
  let last = 0;
  let shown = false;
  return {
    update(phase, done, total) {
      const now = performance.now();
      if (now - last < EVERY_MS) return;
      last = now;
      shown = true;
      const share = total === 0 ? '' : ` ${String(done)}/${String(total)} ${bar(done / total)}`;
      stream.write(`\r\x1b[K${phase}${share}`.slice(0, stream.columns + 4));
    },
    stop() {
      if (shown) stream.write('\r\x1b[K');
    },
  };
}

function bar(share: number): string {
  const width = 24;
  const full = Math.round(Math.min(1, share) * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}
