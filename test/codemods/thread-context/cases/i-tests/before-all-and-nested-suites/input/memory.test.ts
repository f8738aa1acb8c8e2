import { beforeAll, describe, expect, it } from 'vitest';
import { note, recall } from './memory';

describe('memory', () => {
  beforeAll(async () => {
    await note('name', 'Alice');
  });

  describe('of names', () => {
    it('recalls what was noted', () => {
      expect(recall('name')).toBe('Alice');
    });
  });
});
