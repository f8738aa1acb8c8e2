#!/usr/bin/env node
/* Copyright the agent server's authors. MIT. */
'use strict';

import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function recall(userContext: UserExecutionContext, key: string): string {
  'use strict';
  return createAgentInstanceFactory(userContext).recall(key);
}
