/** Every parser says where a node stands: oxc-parser by `start`, the parsers of linters by `range`, and theirs alone may be relied on in a rule. */
type Positioned = { readonly start: number; readonly end: number; readonly range?: readonly [number, number] };

export function startOf(node: Positioned): number {
  return node.range?.[0] ?? node.start;
}

export function endOf(node: Positioned): number {
  return node.range?.[1] ?? node.end;
}
