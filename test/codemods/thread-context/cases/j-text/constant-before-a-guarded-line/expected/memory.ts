import type { UserExecutionContext } from '@unsingleton/runtime'
import { createAgentInstanceFactory } from './agents'

const known: string[] = []
;['name', 'mood'].forEach((key) => known.push(key))

export function recallKnown(userContext: UserExecutionContext): string[] {
  return known.map((key) => createAgentInstanceFactory(userContext).recall(key))
}
