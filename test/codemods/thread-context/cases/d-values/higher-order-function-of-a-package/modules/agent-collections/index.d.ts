export declare function eachOf<Item>(items: Iterable<Item>, work: (item: Item) => Promise<void>, limit: number): Promise<void>;
