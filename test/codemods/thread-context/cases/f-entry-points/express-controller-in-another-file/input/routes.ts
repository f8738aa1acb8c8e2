import { Router } from 'express';
import { MemoryController, remember } from './memory-controller';

const controller = new MemoryController();

export const routes = Router();
routes.get('/memory', controller.recall);
routes.post('/memory', remember);
