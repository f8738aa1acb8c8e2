export function memoize<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
