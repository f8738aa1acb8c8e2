import { vi } from 'vitest';

export const createAgentInstanceFactory = vi.fn(() => ({ recall: (key: string) => `the ${key}` }));
