'use server';

import { createAgentInstanceFactory } from '../agents';

export async function startRun(form: FormData): Promise<void> {
  await createAgentInstanceFactory.current().run(String(form.get('name')));
}
