import { WebSocket } from 'ws';
import type { AgentEvent } from './events.js';

/** Carries events to the sockets of the user they are for. One for all: it knows everybody's sockets. */
export class SocketBridge {
  private readonly sockets = new Map<string, Set<WebSocket>>();

  add(userId: string, socket: WebSocket): void {
    const sockets = this.sockets.get(userId) ?? new Set();
    this.sockets.set(userId, sockets.add(socket));
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) this.sockets.delete(userId);
    });
  }

  publish(event: AgentEvent): void {
    for (const socket of this.sockets.get(event.userId) ?? []) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ event }));
    }
  }

  connected(userId: string): number {
    return this.sockets.get(userId)?.size ?? 0;
  }
}

export const socketBridge = new SocketBridge();
