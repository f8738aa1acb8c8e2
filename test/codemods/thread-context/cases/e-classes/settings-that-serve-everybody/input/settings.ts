export class Settings {
  private readonly values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>) {
    this.values = values;
  }

  get(key: string): string {
    return this.values.get(key) ?? '';
  }
}

let settings: Settings | undefined;

export function getSettings(): Settings {
  settings ??= new Settings(new Map([['model', 'large']]));
  return settings;
}

export function createSettings(): Settings {
  return new Settings(new Map([['model', 'large']]));
}
