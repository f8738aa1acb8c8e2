/** D20, F7: functions that a framework calls without a request. */
import type { Block } from '../model.js';
import type { Program } from '../program.js';
import type { Bodied } from '../syntax.js';
import { FRAMEWORKS } from './frameworks.js';

export function calledByFramework(program: Program, fn: Bodied): Block | undefined {
  for (const framework of FRAMEWORKS) {
    const message = framework.calls?.(program, fn);
    if (message !== undefined) return { code: framework.withoutRequest === true ? 'NO_REQUEST' : 'FRAMEWORK_CALLED', at: fn, message };
  }
  return undefined;
}
