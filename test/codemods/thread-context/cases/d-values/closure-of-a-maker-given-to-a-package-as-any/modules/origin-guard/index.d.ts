export declare function guard(options: any): void;
