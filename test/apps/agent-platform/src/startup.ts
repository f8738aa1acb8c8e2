import { getAgentInstanceFactory } from './agents/index.js';
import { registerAgents } from './agents/register-agents.js';
import type { Config } from './config.js';
import { ModelClient } from './model/model-client.js';
import { socketBridge } from './websocket/socket-bridge.js';

/** Once for the process, before the first request. */
export function configurePlatform({ modelName, modelLatency, runsAtOnce, runsWaiting }: Config): void {
  registerAgents();
  getAgentInstanceFactory().configure({
    modelName,
    model: new ModelClient(modelLatency),
    runsAtOnce,
    runsWaiting,
    publish: (event) => socketBridge.publish(event),
  });
}
