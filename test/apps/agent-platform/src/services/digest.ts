import { getAgentInstanceFactory } from '../agents/index.js';
import { toolPipeline } from '../engine/tool-pipeline.js';
import { listThreads } from './conversations.js';
import { notes } from './notes.js';

/** The day in one line. */
export async function digest(day?: string): Promise<string> {
  const date = day ?? (await toolPipeline.use('clock', ''));
  const [threads, written] = await Promise.all([listThreads(), notes.list()]);
  return `${date}: ${getAgentInstanceFactory().user.name} has ${threads.length} threads and ${written.length} notes`;
}
