import { withUserScope } from '@unsingleton/runtime/next';

// The test runs Next's server in its own process, and hands over what the other frameworks' handlers close over.
const { serverUnderTest } = globalThis;

const answer = withUserScope(
  (request) => serverUnderTest.identify(request.headers.get('authorization') ?? undefined),
  async (request) => Response.json(await serverUnderTest.desk.handle(request.nextUrl.pathname, request, () => request.text())),
);

export const dynamic = 'force-dynamic';
export { answer as GET, answer as POST };
