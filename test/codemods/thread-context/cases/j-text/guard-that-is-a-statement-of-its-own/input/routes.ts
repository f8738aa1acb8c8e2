import { Router } from 'express'
import { getAgentInstanceFactory } from './agents'

export const routes = Router()

routes.get('/runs', (req, res) => {
  ;[1, 2].forEach((attempt) => res.locals[`attempt${attempt}`] = req.path)
  res.json(getAgentInstanceFactory().recall('lastRun'))
})
