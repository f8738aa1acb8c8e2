import { Injectable } from '@nestjs/common';

@Injectable()
export class AgentService {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
