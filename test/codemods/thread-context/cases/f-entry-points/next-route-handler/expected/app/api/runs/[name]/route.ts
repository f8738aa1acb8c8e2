import { NextResponse, type NextRequest } from 'next/server';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from '../../../../agents';

export async function POST(request: NextRequest, { params }: { params: Promise<{ name: string }> }): Promise<NextResponse> {
  const userContext = contextFromRequest(request);
  const { name } = await params;
  const run = await createAgentInstanceFactory(userContext).run(name);
  return NextResponse.json({ run, from: request.nextUrl.pathname });
}

export async function GET(request: Request): Promise<NextResponse> {
  const userContext = contextFromRequest(request);
  return NextResponse.json(createAgentInstanceFactory(userContext).recallAll());
}
