import { beforeEach, describe, expect, it } from 'vitest';
import { note, recall } from './memory';

describe('memory', () => {
  beforeEach(() => {
    note('name', 'Alice');
  });

  it('recalls what was noted', () => {
    expect(recall('name')).toBe('Alice');
  });
});
