import { vi } from 'vitest';

export const getAgentInstanceFactory = vi.fn(() => ({ recall: (key: string) => `the ${key}` }));
