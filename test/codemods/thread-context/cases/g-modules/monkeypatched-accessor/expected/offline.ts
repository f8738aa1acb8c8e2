import { AgentHub } from './agent-hub';

export function goOffline(): void {
  const offline = new AgentHub();
  // @unsingleton-todo MONKEYPATCH: the accessor is replaced at run time
  AgentHub.getInstance = () => offline;
}
