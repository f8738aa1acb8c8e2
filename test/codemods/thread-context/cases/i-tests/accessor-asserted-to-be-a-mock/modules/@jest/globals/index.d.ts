export interface Mock<Result = any, Parameters extends unknown[] = any> extends Function {
  new (...parameters: Parameters): Result;
  (...parameters: Parameters): Result;
  mockReturnValue(value: Result): this;
}
export declare const jest: { fn(): Mock; mock(path: string, factory?: () => unknown): void };
export declare function it(name: string, test: () => void): void;
export declare function expect(value: unknown): { toBe(expected: unknown): void };
