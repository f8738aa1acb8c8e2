import { describe, expect, it } from 'vitest';
import { migrate } from '../../../codemods/thread-context/migrate.js';
import { converse, FRAMEWORKS, setUp } from './servers/server.js';

const OWN_NAMES = { alice: 'Hello Alice', bob: 'Hello Bob' };

describe.each(FRAMEWORKS)('a server on %s', (framework) => {
  it('greets one user by the name of the other as long as both share an instance', async () => {
    using server = setUp(framework);
    const answers = await converse(server.root);

    expect(answers.alice).toBe(answers.bob);
    expect(Object.values(OWN_NAMES)).toContain(answers.alice);
  });

  it('greets two concurrent users by their own names once it has been migrated', async () => {
    using server = setUp(framework);
    const { report } = await migrate({ root: server.root, write: true, allowDirty: true });

    expect(report.refused).toEqual([]);
    expect(report.rewritten).toBe(report.sinks);
    expect(report.sinks).toBeGreaterThan(0);
    expect(report.entryPoints).toHaveLength(1);
    expect(report.diagnostics.new).toEqual([]);
    expect(await converse(server.root)).toEqual(OWN_NAMES);
  });
});
