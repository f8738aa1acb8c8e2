import { describe, expect, it } from 'vitest';
import { readCallLog } from '../../../codemods/remove-accessor/call-log.js';

const line = (site: string, calls: number, more: object = {}): string => JSON.stringify({ accessor: 'getAgents', code: 'USG0001', site, calls, total: 9, mode: 'warn', ...more });

describe('a log of the calls that processes made', () => {
  it('counts the last message of each site and process', () => {
    const log = [line('a.js:1:1', 1), line('a.js:1:1', 2), line('b.js:1:1', 5), line('a.js:1:1', 3, { pid: 7 }), ''].join('\r\n');
    expect(readCallLog(log, 'calls.jsonl')).toEqual([{ accessor: 'getAgents', site: 'a.js:1:1', calls: 5 }, { accessor: 'getAgents', site: 'b.js:1:1', calls: 5 }]);
  });

  it('adds up what one process counted before and after it began again', () => {
    expect(readCallLog([line('a.js:1:1', 1), line('a.js:1:1', 4), line('a.js:1:1', 1), line('a.js:1:1', 2)].join('\n'), 'calls.jsonl')).toEqual([{ accessor: 'getAgents', site: 'a.js:1:1', calls: 6 }]);
  });

  it.each(['hello', '{}', 'null', '{"accessor":1,"site":"a","calls":1}'])('says which line is none: %s', (text) => {
    expect(() => readCallLog(`${line('a.js:1:1', 1)}\n${text}\n`, 'calls.jsonl')).toThrow('calls.jsonl:2 is no message of unsingleton:legacy: it needs accessor, site and calls, as JSON on one line.');
  });
});
