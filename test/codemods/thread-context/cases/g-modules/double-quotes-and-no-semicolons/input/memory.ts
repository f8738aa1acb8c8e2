import { getAgentInstanceFactory } from "./agents.js"

export function recall(key: string): string {
    return getAgentInstanceFactory().recall(key)
}
