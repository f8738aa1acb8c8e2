/** Who the server took the user for. It stands for a verified session: a real server trusts no header. */
export function identify(name: unknown): { userId: string; threadId: string; runId: string } {
  return { userId: String(name).toLowerCase(), threadId: 'introductions', runId: `run of ${String(name)}` };
}
