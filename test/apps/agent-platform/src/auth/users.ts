export type Plan = 'free' | 'team';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly plan: Plan;
}
