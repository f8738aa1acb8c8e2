import { NextResponse, type NextRequest } from 'next/server';
import { getAgentInstanceFactory } from './agents';

export function middleware(request: NextRequest): NextResponse {
  getAgentInstanceFactory().remember('lastVisit', request.nextUrl.pathname);
  return NextResponse.next();
}
