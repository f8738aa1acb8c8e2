import { describe, expect, it } from 'vitest';
import { decodeSource, hashOf, withMark } from '../../../codemods/change/source.js';

const decode = (text: string): ReturnType<typeof decodeSource> => decodeSource(Buffer.from(text));

describe('reading a file that is to be edited', () => {
  it('gives its text without the byte order mark, and the bytes back with it', () => {
    const bytes = Buffer.from('\uFEFFrun();\r\n');
    const source = decodeSource(bytes);
    expect(source).toEqual({ text: 'run();\r\n', bom: true, hash: hashOf(bytes) });
    expect(Buffer.from(withMark({ bom: true }, 'run();\r\n'))).toEqual(bytes);
  });

  it('takes a second mark for text', () => {
    expect(decode('\uFEFF\uFEFFrun();')).toMatchObject({ bom: true, text: '\uFEFFrun();' });
  });

  it('refuses what is not UTF-8', () => {
    expect(decodeSource(Buffer.from([0x72, 0xe9, 0x73, 0x75, 0x6d, 0xe9]))).toEqual({ unsupported: 'it is not UTF-8' });
    expect(decodeSource(Buffer.from('run();', 'utf16le'))).toEqual({ unsupported: 'it is not text' });
  });

  it('refuses a file over 1 MB and takes one of just that size', () => {
    const line = `${'// Alice waits for her agent'.padEnd(63, '.')}\n`;
    expect(decode(line.repeat(16384))).toHaveProperty('text');
    expect(decode(`${line.repeat(16384)}\n`)).toEqual({ unsupported: 'it is over 1 MB' });
  });

  it('refuses a minified file, not one with a long line of data in it', () => {
    const statement = 'const a=getAgent();a.run("b");';
    expect(decode(statement.repeat(400))).toEqual({ unsupported: 'it is minified' });
    const written = 'export const runs = agents.map((agent) => agent.run());\n'.repeat(200);
    expect(decode(`${written}const logo = '${'A'.repeat(5000)}';\n`)).toHaveProperty('text');
  });
});
