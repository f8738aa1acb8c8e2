export type { Plugin } from './plugin';
export { runPlugin } from './run-plugin';
