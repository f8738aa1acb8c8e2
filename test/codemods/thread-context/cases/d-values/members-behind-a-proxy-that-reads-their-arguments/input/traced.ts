export const calls: string[] = [];

export function traced<T extends object>(target: T): T {
  return new Proxy(target, {
    get(inner, key, receiver) {
      const value: unknown = Reflect.get(inner, key, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        calls.push(`${String(key)} ${String(args[0])}`);
        return Reflect.apply(value, inner, args);
      };
    },
  });
}

export function counted(members: Record<string, unknown>): void {
  for (const [name, member] of Object.entries(members)) {
    if (typeof member !== 'function') continue;
    members[name] = function (this: unknown): unknown {
      calls.push(`${name} ${String(arguments.length)}`);
      return member.apply(this, arguments);
    };
  }
}

export function bound<T extends object>(target: T): T {
  return new Proxy(target, {
    get(inner, key, receiver) {
      const value: unknown = Reflect.get(inner, key, receiver);
      return typeof value === 'function' ? (...args: unknown[]): unknown => Reflect.apply(value, inner, args) : value;
    },
  });
}
