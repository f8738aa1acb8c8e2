import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function serve() {
	const app = express();
	app.get('/memory', (req, res) => {
		const userContext = contextFromRequest(req);
		res.json(createAgentInstanceFactory(userContext).recall(String(req.query['key'])));
	});
	app.get('/runs', (_req, res) => {
		const userContext = contextFromRequest(_req);
		return res.json(createAgentInstanceFactory(userContext).recall('lastRun'));
	});
	return app;
}
