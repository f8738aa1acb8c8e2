export type Step = (key: string) => string;

export declare class StepQueue {
  readonly steps: readonly Step[];
  add(step: Step): void;
  has(step: Step): boolean;
}
