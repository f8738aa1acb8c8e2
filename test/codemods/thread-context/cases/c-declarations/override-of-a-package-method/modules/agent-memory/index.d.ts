export declare class Memory {
  recall(key: string): string;
}
