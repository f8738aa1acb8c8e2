import { Router } from 'express';
import { agents } from './agents.js';
import { me } from './me.js';
import { notes } from './notes.js';
import { operations } from './operations.js';
import { questions } from './questions.js';
import { runs } from './runs.js';
import { threads } from './threads.js';

export const api = Router()
  .use('/agents', agents)
  .use('/me', me)
  .use('/notes', notes)
  .use('/operations', operations)
  .use('/questions', questions)
  .use('/runs', runs)
  .use('/threads', threads);
