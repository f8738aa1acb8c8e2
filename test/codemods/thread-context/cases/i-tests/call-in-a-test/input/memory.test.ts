import { describe, expect, it } from 'vitest';
import { note, recall } from './memory';

describe('memory', () => {
  it('recalls nothing at first', () => {
    expect(recall('name')).toBe('');
  });

  it('recalls what was noted', async () => {
    note('name', 'Alice');
    await Promise.resolve();
    expect(recall('name')).toBe('Alice');
  });
});
