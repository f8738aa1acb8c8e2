import type { RawData } from 'ws';

export interface ClientMessage {
  id: number;
  command: string;
  text: string;
  thread: string;
}

export type Reply = { id: number; result: unknown } | { id: number; error: string };

export function parseMessage(data: RawData): ClientMessage {
  const message = JSON.parse(data.toString()) as Partial<ClientMessage>;
  return { id: message.id ?? 0, command: message.command ?? '', text: message.text ?? '', thread: message.thread ?? 'live' };
}
