import express from 'express';
import { getAgentInstanceFactory } from './agents';

export function serve() {
	const app = express();
	app.get('/memory', (req, res) => {
		res.json(getAgentInstanceFactory().recall(String(req.query['key'])));
	});
	app.get('/runs', (_req, res) => res.json(getAgentInstanceFactory().recall('lastRun')));
	return app;
}
