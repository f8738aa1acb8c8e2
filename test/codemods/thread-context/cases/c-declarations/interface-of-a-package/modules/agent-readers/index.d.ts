export interface ReaderPlugin {
  readonly name: string;
  read(key: string): string;
}
