'use client';

import { getAgentInstanceFactory } from './agents';

function rememberClick(): void {
  getAgentInstanceFactory().remember('clicked', 'yes');
}

export function RunButton(): JSX.Element {
  return <button onClick={rememberClick}>Run</button>;
}
