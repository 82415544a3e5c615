import { Problem } from '@tiktimer/worker/contract';
import type * as z from 'zod';

/** An answer of the API that is no success, in its own words (application/problem+json). */
export class ApiProblem extends Error {
  readonly body: Problem;
  readonly retryAfterSeconds: number | null;

  constructor(body: Problem, retryAfterSeconds: number | null = null) {
    super(`${body.code}: ${body.requestId}`);
    this.name = 'ApiProblem';
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What we read of an answer, whichever types the client gave it. */
interface Answer {
  ok: boolean;
  status: number;
  headers: Headers;
  text(): Promise<string>;
}

/** The answer's body as the contract has it; a problem is thrown. */
export async function read<Schema extends z.ZodType>(
  answer: Promise<Answer>,
  schema: Schema,
): Promise<z.output<Schema>> {
  const response = await answer;
  if (!response.ok) throw await toProblem(response);
  return schema.parse(JSON.parse(await response.text()));
}

/** Waits for an answer whose body says nothing; a problem is thrown. */
export async function done(answer: Promise<Answer>): Promise<void> {
  const response = await answer;
  if (!response.ok) throw await toProblem(response);
}

async function toProblem(response: Answer): Promise<ApiProblem> {
  const text = await response.text();
  const retryAfter = Number(response.headers.get('retry-after')) || null;
  const known = Problem.safeParse(parseJson(text));
  if (known.success) return new ApiProblem(known.data, retryAfter);
  // Not one of ours: the worker itself is away, so no words of its body are for the user.
  return new ApiProblem({
    type: 'about:blank',
    code: 'unavailable',
    status: response.status,
    title: 'Not at the moment',
    detail: 'TikTimer did not answer. Nothing is lost; scheduled posts go out regardless.',
    requestId: response.headers.get('x-request-id') ?? '',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // an answer that is no JSON is no problem document
  }
}
