export interface Mock<Result = any, Parameters extends unknown[] = any> extends Function {
  (...parameters: Parameters): Result;
  mockReturnValue(value: Result): this;
  mockImplementation(implementation: (...parameters: Parameters) => Result): this;
  mock: { calls: Parameters[] };
}
export type Mocked<T> = { [Name in keyof T]: T[Name] extends (...parameters: infer Parameters) => infer Result ? Mock<Result, Parameters> : T[Name] } & T;
export declare const jest: { fn(): Mock; mock(path: string, factory?: () => unknown): void };
export declare function it(name: string, test: () => void): void;
export declare const expect: { (value: unknown): { toBe(expected: unknown): void; toHaveBeenCalledWith(...parameters: unknown[]): void }; anything(): unknown };
