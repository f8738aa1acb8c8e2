import { createHmac, timingSafeEqual } from 'node:crypto';
import type { User } from './users.js';

/** A user's claims and their signature: whoever has the secret can check it without asking anybody. */
export function signToken(user: User, secret: string): string {
  const claims = Buffer.from(JSON.stringify(user)).toString('base64url');
  return `${claims}.${signatureOf(claims, secret).toString('base64url')}`;
}

export function readToken(token: string, secret: string): User | undefined {
  const [claims = '', signature = ''] = token.split('.');
  const expected = signatureOf(claims, secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as User;
}

function signatureOf(claims: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(claims).digest();
}
