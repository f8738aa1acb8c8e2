import { NextResponse, type NextRequest } from 'next/server';
import { getAgentInstanceFactory } from '../../../../agents';

export async function POST(request: NextRequest, { params }: { params: Promise<{ name: string }> }): Promise<NextResponse> {
  const { name } = await params;
  const run = await getAgentInstanceFactory().run(name);
  return NextResponse.json({ run, from: request.nextUrl.pathname });
}

export async function GET(): Promise<NextResponse> {
  return NextResponse.json(getAgentInstanceFactory().recallAll());
}
