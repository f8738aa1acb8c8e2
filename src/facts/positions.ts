/** Every parser says where a node stands: oxc-parser and espree by `start`, typescript-eslint by `range` alone. */
type Positioned = { readonly start: number; readonly end: number; readonly range?: readonly [number, number] };

export function startOf(node: Positioned): number {
  return node.start ?? node.range?.[0] ?? 0;
}

export function endOf(node: Positioned): number {
  return node.end ?? node.range?.[1] ?? 0;
}
