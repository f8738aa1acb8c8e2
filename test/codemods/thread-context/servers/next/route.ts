import { NextResponse, type NextRequest } from 'next/server.js';
import { introduce } from './introductions.js';

export async function POST(request: NextRequest): Promise<NextResponse> {
  const name = request.nextUrl.searchParams.get('name') ?? 'nobody';
  return NextResponse.json(await introduce(name));
}
