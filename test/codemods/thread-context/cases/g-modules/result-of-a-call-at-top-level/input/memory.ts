import { getAgentInstanceFactory } from './agents';

const names = getAgentInstanceFactory().recallAll();

export function greetAll(): string {
  return names.map((name) => `Hello ${name}`).join();
}
