'use server';

import { getAgentInstanceFactory } from '../agents';

export async function startRun(form: FormData): Promise<void> {
  await getAgentInstanceFactory().run(String(form.get('name')));
}
