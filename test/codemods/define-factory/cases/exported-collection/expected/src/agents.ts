import { perRequest } from '@unsingleton/runtime';

export const createHistory = perRequest((): string[] => [], { name: 'createHistory' });

/** @deprecated One object for all users. Use `createHistory(userContext)`. */
export const history: string[] = [];
