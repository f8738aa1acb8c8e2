export declare const jest: { mock(path: string, factory?: () => unknown): void };
export declare function it(name: string, test: () => void): void;
export declare function expect(value: unknown): { toBe(expected: unknown): void };
