export const clean = (name: string): string => name.trim();
