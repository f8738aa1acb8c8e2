#!/usr/bin/env node
/* Copyright the agent server's authors. MIT. */
'use strict';

import { getAgentInstanceFactory } from './agents';

export function recall(key: string): string {
  'use strict';
  return getAgentInstanceFactory().recall(key);
}
