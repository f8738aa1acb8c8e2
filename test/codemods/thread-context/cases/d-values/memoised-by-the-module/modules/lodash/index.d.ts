export declare function memoize<F extends (...args: any[]) => any>(work: F, key?: (...args: Parameters<F>) => unknown): F;
