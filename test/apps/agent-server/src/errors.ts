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
  constructor(limit: number) {
    super(429, `At most ${limit} runs per minute`);
  }
}

export class NotSignedInError extends HttpError {
  constructor() {
    super(401, 'Sign in first');
  }
}
