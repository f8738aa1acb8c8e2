export declare function registerAll(actions: any): void;
