import { setUp, type ToolServer } from './tools';

export const handlers = new Map<string, (key: string) => Promise<string>>();

const server: ToolServer = { handle: (name, handler) => void handlers.set(name, handler) };

// @unsingleton-todo NO_REQUEST: no request, so no user
setUp(server);
