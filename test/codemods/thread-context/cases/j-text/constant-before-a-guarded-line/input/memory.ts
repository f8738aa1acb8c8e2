import { getAgentInstanceFactory } from './agents'

const known: string[] = []
const agents = getAgentInstanceFactory()
;['name', 'mood'].forEach((key) => known.push(key))

export function recallKnown(): string[] {
  return known.map((key) => agents.recall(key))
}
