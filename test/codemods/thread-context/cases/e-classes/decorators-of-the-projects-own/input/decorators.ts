type Method = (this: unknown, ...args: any[]) => unknown;

export function timed(method: Method, { name }: ClassMethodDecoratorContext): any {
  return function (this: unknown, ...args: unknown[]): unknown {
    console.time(String(name));
    try {
      return method.apply(this, args);
    } finally {
      console.timeEnd(String(name));
    }
  };
}

export function trimmed(method: Method, _context: ClassMethodDecoratorContext): any {
  return function (this: unknown, topic: unknown): unknown {
    return method.call(this, String(topic).trim());
  };
}
