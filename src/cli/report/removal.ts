import type { RemovalReport } from '../../../codemods/remove-accessor/remove.js';
import type { Terminal } from '../output.js';
import { paintDiff } from './diff.js';
import { clip, count, wrap } from './words.js';

/** Who is left, or what goes. */
export function drawRemoval({ accessors, callers, called, removed, filesChanged, written }: RemovalReport, diff: string, terminal: Terminal): string {
  const { paint, width } = terminal;
  const names = accessors.join(', ');
  const title = (text: string): readonly string[] => wrap(paint('bold', text), width);
  const row = (place: string, text: string): readonly string[] => (place.length + text.length + 4 <= width ? [`  ${paint('cyan', place)}  ${text}`] : [`  ${paint('cyan', place)}`, `    ${clip(text, width - 4)}`]);
  const left = [
    ...(callers.length === 0 ? [] : [...title(`${count(callers.length, 'use')} of ${names} left in the program`), ...callers.flatMap(({ file, line, text }) => row(`${file}:${String(line)}`, text))]),
    ...(called.length === 0 ? [] : [...title(`${count(called.length, 'place')} still called at run time`), ...called.flatMap(({ site, calls }) => row(site, count(calls, 'call')))]),
  ];
  if (left.length > 0) return [...left, '', ...wrap('Nothing was removed: migrate these first.', width)].join('\n');
  const parts = removed.flatMap(({ file, line, text }) => row(`${file}:${String(line)}`, text));
  return [paintDiff(diff, terminal), '', ...title(`${names}: no caller is left. ${written ? 'Removed' : 'Would be removed'}, in ${count(filesChanged, 'file')}`), ...parts].join('\n');
}
