'use client';

import { getAgentInstanceFactory } from './agents';

function rememberClick(): void {
  getAgentInstanceFactory().remember('clicked', 'yes');
}

export function RunButton(): JSX.Element {
  // @unsingleton-todo FRAMEWORK_CALLED: called by a framework
  return <button onClick={rememberClick}>Run</button>;
}
