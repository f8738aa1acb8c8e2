export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

export class NotFoundError extends HttpError {
  constructor(what: string) {
    super(404, `${what} not found`);
  }
}

export class LimitError extends HttpError {
  constructor(runsAtOnce: number) {
    super(429, `At most ${runsAtOnce} runs at once`);
  }
}

export class NotSignedInError extends HttpError {
  constructor() {
    super(401, 'Sign in first');
  }
}

export class NotConfiguredError extends HttpError {
  constructor() {
    super(503, 'The platform is not configured');
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'failed';
}
