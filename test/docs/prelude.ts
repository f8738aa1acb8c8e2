/** What the samples of the pages speak of without showing it: a reader's own code. */
const OWN: Readonly<Record<string, string>> = {
  randomUUID: "import { randomUUID } from 'node:crypto';",
  signedIn: `function signedIn(request: object): string {
  const { headers } = request as { headers: Headers | Record<string, string | undefined> };
  const cookie = headers instanceof Headers ? headers.get('cookie') : headers['cookie'];
  if (cookie !== 'session=1') throw new Error('nobody is signed in');
  return 'alice';
}`,
  answerOf: `async function answerOf(listener: import('node:http').RequestListener, path: string): Promise<string> {
  const { createServer: serve } = await import('node:http');
  const server = serve(listener).listen(0);
  const { port } = server.address() as import('node:net').AddressInfo;
  const answer = await fetch(\`http://localhost:\${String(port)}\${path}\`, { headers: { cookie: 'session=1' } });
  const text = await answer.text();
  server.close();
  server.closeAllConnections();
  return text;
}`,
  AgentInstanceFactory: `class AgentInstanceFactory {
  constructor(readonly userContext?: import('@unsingleton/runtime').UserExecutionContext) {}
  get user(): string { return this.userContext?.userId ?? 'nobody'; }
}`,
  getAgentInstanceFactory: 'const getAgentInstanceFactory = (): object => ({});',
  app: "import readersExpress from 'express';\nconst app = readersExpress();",
  signIn: "const signIn: import('express').RequestHandler = (req, _res, next) => { req.user = { id: 'alice' }; next(); };",
};

/** For samples of Express, in which a middleware before has said who is there. */
export const AMBIENT = 'declare namespace Express { interface Request { user: { id: string } } }\n';

/** The sample with what it takes for granted before it. */
export function withPrelude(code: string): string {
  const isMissing = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`(?:class|function|const|let) ${name}\\b|import [^;]*\\b${name}\\b[^;]* from`).test(code);
  return `${Object.keys(OWN).filter(isMissing).map((name) => OWN[name] ?? '').join('\n')}\n${code}\nexport {};\n`;
}
