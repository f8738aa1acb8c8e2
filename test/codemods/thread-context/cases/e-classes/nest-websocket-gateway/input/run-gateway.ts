import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import type { Socket } from 'socket.io';
import { startRun } from './runs';

@WebSocketGateway()
export class RunGateway {
  @SubscribeMessage('start')
  async start(@MessageBody() name: string, @ConnectedSocket() socket: Socket): Promise<void> {
    socket.emit('started', await startRun(name));
  }
}
