export type EventType =
  | 'run_started'
  | 'agent_started'
  | 'agent_thinking'
  | 'tool_started'
  | 'tool_finished'
  | 'agent_finished'
  | 'run_finished'
  | 'run_failed';

/** What users see of their runs while these are under way. */
export interface AgentEvent {
  userId: string;
  thread: string;
  type: EventType;
  text: string;
}
