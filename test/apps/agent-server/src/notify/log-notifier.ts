import { log } from '../log.js';
import type { Notifier } from './notifier.js';

export class LogNotifier implements Notifier {
  async notify(text: string): Promise<void> {
    log.info('notification', { length: text.length });
  }
}
