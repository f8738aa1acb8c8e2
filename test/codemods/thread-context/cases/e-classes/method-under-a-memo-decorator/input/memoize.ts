export function memoize(method: any, _context: ClassMethodDecoratorContext): any {
  const kept = new Map<unknown, unknown>();
  return function (this: unknown, key: unknown): unknown {
    if (!kept.has(key)) kept.set(key, method.call(this, key));
    return kept.get(key);
  };
}
