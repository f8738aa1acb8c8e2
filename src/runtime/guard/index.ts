export { checkSingletons, guardSingleton, type GuardOptions, type SingletonLeak } from './guard-singleton.js';
