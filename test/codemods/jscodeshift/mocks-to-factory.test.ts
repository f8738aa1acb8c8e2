import { describe, expect, it } from 'vitest';
import transform from '../../../codemods/jscodeshift/mocks-to-factory.js';
import { apply } from './apply.js';

const run = (source: string): string | undefined => apply(transform, source, 'test/runs.test.ts');

describe('mocks-to-factory', () => {
  it.each([
    ["vi.mock('./agents', () => ({ getAgentInstanceFactory: () => fake }));", "vi.mock('./agents', () => ({ createAgentInstanceFactory: () => fake }));"],
    ["jest.mock('./agents', () => ({ getAgentInstanceFactory() { return fake; } }));", "jest.mock('./agents', () => ({ createAgentInstanceFactory() { return fake; } }));"],
    ["vi.mock('./agents', async () => ({ ...(await vi.importActual('./agents')), getAgentInstanceFactory }));", "vi.mock('./agents', async () => ({ ...(await vi.importActual('./agents')), createAgentInstanceFactory: getAgentInstanceFactory }));"],
    ["vi.spyOn(agents, 'getAgentInstanceFactory').mockReturnValue(fake);", "vi.spyOn(agents, 'createAgentInstanceFactory').mockReturnValue(fake);"],
    ['sinon.stub(agents, "getAgentInstanceFactory").returns(fake);', 'sinon.stub(agents, "createAgentInstanceFactory").returns(fake);'],
  ])('%s', (before, after) => {
    expect(run(`${before}\n`)).toBe(`${after}\n`);
  });

  it('renames the mocked import and expects the context first', () => {
    const before = [
      "import { getAgentInstanceFactory } from './agents';",
      'vi.mocked(getAgentInstanceFactory).mockReturnValue(fake);',
      "expect(getAgentInstanceFactory).toHaveBeenCalledWith('run-1');",
      'expect(getAgentInstanceFactory).not.toHaveBeenCalledWith();',
      "expect(getAgentInstanceFactory).toHaveBeenNthCalledWith(2, 'run-1');",
      'expect(getAgentInstanceFactory).toHaveBeenCalledTimes(2);',
      '',
    ].join('\n');
    const after = before
      .replaceAll('getAgentInstanceFactory', 'createAgentInstanceFactory')
      .replace("CalledWith('run-1')", "CalledWith(expect.anything(), 'run-1')")
      .replace('CalledWith()', 'CalledWith(expect.anything())')
      .replace("(2, 'run-1')", "(2, expect.anything(), 'run-1')");
    expect(run(before)).toBe(after);
    expect(run(after)).toBeUndefined();
  });

  it('leaves a key of the same name alone where nothing is mocked', () => {
    expect(run('const table = { getAgentInstanceFactory: 1 };\n')).toBeUndefined();
  });
});
