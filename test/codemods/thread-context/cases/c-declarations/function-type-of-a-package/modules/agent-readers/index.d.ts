export type Reader = (key: string) => string;
