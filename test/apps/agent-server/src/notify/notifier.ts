export interface Notifier {
  notify(text: string): Promise<void>;
}
