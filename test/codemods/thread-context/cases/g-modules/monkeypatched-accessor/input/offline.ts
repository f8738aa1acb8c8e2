import { AgentHub } from './agent-hub';

export function goOffline(): void {
  const offline = new AgentHub();
  AgentHub.getInstance = () => offline;
}
