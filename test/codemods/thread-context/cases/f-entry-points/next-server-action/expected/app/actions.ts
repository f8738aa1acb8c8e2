'use server';

import { getAgentInstanceFactory } from '../agents';

// @unsingleton-todo FRAMEWORK_CALLED: called by a framework
export async function startRun(form: FormData): Promise<void> {
  await getAgentInstanceFactory().run(String(form.get('name')));
}
