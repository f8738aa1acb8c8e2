export interface Stub<T> {
  returns(value: T): this;
}
export declare function stub<T extends object, Key extends keyof T>(object: T, key: Key): Stub<T[Key] extends (...args: never[]) => infer Result ? Result : never>;
declare const sinon: { stub: typeof stub };
export default sinon;
