const history: string[] = [];

export function remember(entry: string): void {
  history.push(entry);
}

export function recall(): string[] {
  return [...history];
}
