interface HostPlugin {
  read(key: string): string;
}
