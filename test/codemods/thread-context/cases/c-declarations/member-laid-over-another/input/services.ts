import { getAgentInstanceFactory } from './agents';

const base = {
  load(name: string): string {
    return getAgentInstanceFactory().recall(name);
  },
  describe(name: string): string {
    return `${this.load(name)}!`;
  },
};

export const service = { ...base, load: (name: string) => name.toUpperCase() };
export const mixed = Object.assign({ size: 1 }, base);
export type Service = typeof service;

export const tracing = new Proxy(base, {
  get(target, key, receiver) {
    const member: unknown = Reflect.get(target, key, receiver);
    if (typeof member !== 'function') return member;
    return (...given: unknown[]) => {
      console.log(String(key));
      return Reflect.apply(member, target, given);
    };
  },
});
