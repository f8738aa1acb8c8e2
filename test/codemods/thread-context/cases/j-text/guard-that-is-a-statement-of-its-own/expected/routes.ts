import { Router } from 'express'
import { contextFromRequest } from '@unsingleton/runtime'
import { createAgentInstanceFactory } from './agents'

export const routes = Router()

routes.get('/runs', (req, res) => {
  const userContext = contextFromRequest(req);
  ;[1, 2].forEach((attempt) => res.locals[`attempt${attempt}`] = req.path)
  res.json(createAgentInstanceFactory(userContext).recall('lastRun'))
})
