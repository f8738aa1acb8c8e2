import express, { Router } from 'express';
import { refuseCrowds } from './crowds';

const router = Router();

router.post('/runs', [express.json(), refuseCrowds], (_request: express.Request, response: express.Response) => {
  response.sendStatus(204);
});

export const app = express();
app.use('/agents', router);
