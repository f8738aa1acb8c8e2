import { withUserScope } from '@unsingleton/runtime/next';
import { NextResponse, type NextRequest } from 'next/server.js';
import { identify } from './identity.js';
import { introduce } from './introductions.js';

export const POST = withUserScope(
  (request: NextRequest) => identify(request.headers.get('x-user')),
  async (request) => {
    const name = request.nextUrl.searchParams.get('name') ?? 'nobody';
    return NextResponse.json(await introduce(name));
  },
);
