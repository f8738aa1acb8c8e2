import express from 'express';
import { getAgentInstanceFactory } from './agents';

class Queue {
  private started = 0;
  private readonly runsOf = new Map<string, number>();
  private isBusy = false;

  async run<Result>(user: string, work: () => Result): Promise<Result> {
    this.started += 1;
    this.runsOf.set(user, (this.runsOf.get(user) ?? 0) + 1);
    this.isBusy = true;
    const result = await work();
    this.isBusy = false;
    return result;
  }
}

const queue = new Queue();

export const app = express();

app.get('/recall', async (req, res) => {
  res.send(await queue.run(req.ip ?? '', () => getAgentInstanceFactory().recall('name')));
});
