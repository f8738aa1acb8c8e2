import express from 'express'
import { getAgentInstanceFactory } from './agents'

export const app = express()

let first = ''
let second = ''

app.get('/memory', (req, res) => {
  [first, second] = getAgentInstanceFactory().recallAll() as [string, string]
  res.json({ first, second, path: req.path })
})
