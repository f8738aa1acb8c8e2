import { setFlagsFromString } from 'node:v8';

/**
 * Compiles only what is really hot. A scan runs much code a few hundred times each, and ends: optimising it, often in
 * vain, took a quarter of its CPU time at any size that was tried. V8 counts bytes of code run up to Node 20, calls since.
 */
export function compileLate(): void {
  const isOld = Number(process.versions.node.split('.')[0]) < 22;
  setFlagsFromString(isOld ? '--interrupt-budget=1000000' : '--invocation-count-for-turbofan=30000');
}
