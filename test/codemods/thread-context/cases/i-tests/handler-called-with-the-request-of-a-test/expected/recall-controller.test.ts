import type { Request, Response } from 'express';
import { expect, it } from 'vitest';
import { withTestUser } from '@unsingleton/runtime/testing';
import controller from './recall-controller';

const makeRequest = (name: string): Request => ({ query: { name } }) as unknown as Request;

it('answers', () => {
  const answers: unknown[] = [];
  const response = { json: (answer: unknown) => answers.push(answer) } as unknown as Response;
  const request = makeRequest('colour');
  controller.recall(withTestUser(request), response);
  controller.recall(withTestUser(makeRequest('name')), response);
  expect(answers).toHaveLength(2);
});
