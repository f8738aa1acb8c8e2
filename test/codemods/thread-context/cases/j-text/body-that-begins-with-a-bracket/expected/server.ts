import express from 'express'
import { contextFromRequest } from '@unsingleton/runtime'
import { createAgentInstanceFactory } from './agents'

export const app = express()

let first = ''
let second = ''

app.get('/memory', (req, res) => {
  const userContext = contextFromRequest(req)
  ;[first, second] = createAgentInstanceFactory(userContext).recallAll() as [string, string]
  res.json({ first, second, path: req.path })
})
