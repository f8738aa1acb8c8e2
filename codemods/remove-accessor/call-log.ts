/** What a process saw: the messages of the channel `unsingleton:legacy`, one JSON object a line, as a subscriber writes them down. */
import { UserError } from '../../src/project/user-error.js';

export type CalledSite = {
  readonly accessor: string;
  readonly site: string;
  /** How often, over all processes that wrote to the log; an estimate where calls were sampled. */
  readonly calls: number;
};

type Message = { readonly accessor: string; readonly site: string; readonly calls: number; readonly pid?: number };

/** Each message carries the count so far of its process, so the last one of a site and process counts. */
export function readCallLog(text: string, file: string): readonly CalledSite[] {
  const counts: Map<string, Message & { readonly before: number }> = new Map();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const message = parsed(line);
    if (message === undefined) throw new UserError(`${file}:${String(index + 1)} is no message of unsingleton:legacy: it needs accessor, site and calls, as JSON on one line.`);
    const key = JSON.stringify([message.accessor, message.site, message.pid]);
    const last = counts.get(key);
    // A process that began again counts from one again.
    const before = last === undefined ? 0 : last.before + (message.calls <= last.calls ? last.calls : 0);
    counts.set(key, { ...message, before });
  }
  const sites: Map<string, CalledSite> = new Map();
  for (const { accessor, site, calls, before } of counts.values()) {
    const key = JSON.stringify([accessor, site]);
    sites.set(key, { accessor, site, calls: before + calls + (sites.get(key)?.calls ?? 0) });
  }
  return [...sites.values()].sort((a, b) => b.calls - a.calls || (a.site < b.site ? -1 : 1));
}

function parsed(line: string): Message | undefined {
  try {
    const value = JSON.parse(line) as Partial<Message> | null;
    return typeof value?.accessor === 'string' && typeof value.site === 'string' && typeof value.calls === 'number' ? (value as Message) : undefined;
  } catch {
    return undefined;
  }
}
