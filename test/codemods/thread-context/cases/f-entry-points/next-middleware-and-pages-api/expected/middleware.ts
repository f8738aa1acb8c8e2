import { NextResponse, type NextRequest } from 'next/server';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function middleware(request: NextRequest): NextResponse {
  const userContext = contextFromRequest(request);
  createAgentInstanceFactory(userContext).remember('lastVisit', request.nextUrl.pathname);
  return NextResponse.next();
}
