import { Router } from 'express';
import { me } from './me.js';
import { notes } from './notes.js';
import { runs } from './runs.js';
import { threads } from './threads.js';

export const api = Router().use('/me', me).use('/notes', notes).use('/runs', runs).use('/threads', threads);
