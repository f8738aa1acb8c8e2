export interface Plugin {
  // @unsingleton-todo FROZEN_SIGNATURE: the signature belongs to others
  run(input: string): Promise<string>;
}
