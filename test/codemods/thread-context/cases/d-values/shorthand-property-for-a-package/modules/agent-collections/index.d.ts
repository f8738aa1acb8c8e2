export declare function eachOf<Item>(items: Iterable<Item>, options: { readonly limit: number; readonly work: (item: Item) => Promise<void> }): Promise<void>;
