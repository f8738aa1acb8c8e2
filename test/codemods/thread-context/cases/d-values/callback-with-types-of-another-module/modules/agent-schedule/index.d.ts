export declare function schedule(work: any, name: string): Promise<void>;
