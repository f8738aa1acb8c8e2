import type { Framework } from './framework.js';

/** Nest guards, interceptors and filters see an execution context; controllers that ask for the request have the platform's own. */
export const nest: Framework = {
  kind: 'nest',
  requests: [
    { name: 'ExecutionContext', packages: ['@nestjs/common'], expression: (name) => `${name}.switchToHttp().getRequest()` },
    { name: 'ArgumentsHost', packages: ['@nestjs/common'], expression: (name) => `${name}.switchToHttp().getRequest()` },
  ],
};
