import { MODULE_FUNCTION, type Value } from '../../facts/facts.js';
import { isOutOfReach } from '../direct-effects.js';
import { type Effect, UNCONDITIONAL } from '../effect.js';
import { methodName } from '../entries/entries.js';
import type { Place } from '../places.js';
import type { Program } from '../program.js';

/** Methods that fill the bytes they are given, and those that have done so when they return. */
const FILLS = /^(?:read|readSync|copy|randomFill|randomFillSync|encodeInto|readInto)$/;
const AT_ONCE = /Sync$|^(?:copy|encodeInto)$/;

/** `await file.read(chunk, 0, chunk.length)`: bytes of whoever's file end up in a buffer that was made once for all. */
export function* filledBuffers(program: Program, file: string): Generator<Effect> {
  for (const call of program.facts(file).calls) {
    if (call.function === MODULE_FUNCTION || call.new || call.arguments.length === 0) continue;
    const method = methodName(program, file, call.callee);
    const fn = FILLS.test(method) ? program.fn(file, call.function) : undefined;
    if (!fn) continue;
    for (const argument of call.arguments) {
      for (const place of program.references.places(file, argument)) {
        if (isOutOfReach(program, fn, place) || !isBytes(program, place)) continue;
        const others = call.arguments.filter((other) => other !== argument);
        const value: Value = { kind: 'derived', from: call.callee.kind === 'member' ? [call.callee.object, ...others] : others };
        yield { mode: 'assign', path: [...place.path, 'value'], place, key: undefined, value, operator: '=', file, at: AT_ONCE.test(method) ? call.end : call.at, fn, ...UNCONDITIONAL };
      }
    }
  }
}

function isBytes(program: Program, { base, path }: Place): boolean {
  const values = base.kind === 'variable' && path.length === 0 ? program.variable(base.file, base.id)?.definitions ?? []
    : (base.kind === 'class' || base.kind === 'instance') && path.length === 1 ? program.class(base.file, base.id)?.members.flatMap(({ name, value }) => (name === path[0] && value ? [value] : [])) ?? [] : [];
  return 'file' in base && values.some((value) => {
    const callee = value.kind === 'call' ? program.facts(base.file).calls[value.id]?.callee : undefined;
    return callee?.kind === 'member' ? /^alloc(?:Unsafe|UnsafeSlow)?$/.test(String(callee.key)) : callee?.kind === 'global' && /^(?:Uint8Array|ArrayBuffer|SharedArrayBuffer)$/.test(callee.name);
  });
}
