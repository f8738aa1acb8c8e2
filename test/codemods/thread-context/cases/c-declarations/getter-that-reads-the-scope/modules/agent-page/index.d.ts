export declare function render(page: { readonly title: string }): string;
