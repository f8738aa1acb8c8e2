const MOST = 100;

let transcript = '';
let entries = 0;
// How often anybody has said anything.
let total = 0;

export function remember(entry: string, most = MOST): void {
  if (entries >= most) forget();
  transcript += `${entry}
`;
  entries = entries + 1;
  total++;
}

export function recall(): string[] {
  return transcript.split(`
`).slice(0, -1);
}

function forget(): void {
  transcript = '';
  entries = 0;
}

export const said = (): number => total;
