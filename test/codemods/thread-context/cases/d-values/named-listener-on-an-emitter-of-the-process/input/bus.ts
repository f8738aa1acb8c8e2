import { EventEmitter } from 'node:events';

export interface Events {
  run: [name: string];
}

export class Bus extends EventEmitter<Events> {}
export const bus = new Bus();
