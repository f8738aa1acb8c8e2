import express, { Router } from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { refuseCrowds } from './crowds';

const router = Router();

router.post('/runs', [express.json(), (req: import('express').Request) => refuseCrowds(contextFromRequest(req))], (_request: express.Request, response: express.Response) => {
  response.sendStatus(204);
});

export const app = express();
app.use('/agents', router);
