/** OpenAPI 3.1 of all routes, from what they and their middlewares say of themselves (routes/describe.ts). */
import type { Hono } from 'hono';
import type { GenerateSpecOptions } from 'hono-openapi';
import { generateSpecs, resolver } from 'hono-openapi';
import * as z from 'zod';
import type { AppEnv } from '../../app-env.ts';
import { ERROR_CODES, Problem } from '../../contract/index.ts';
import { oldRefusals, refusals } from '../describe.ts';
import { isLegacy } from '../legacy/door.ts';
import { UNCOUNTED } from '../middleware/traffic.ts';
import { statusOf, titleOf } from '../problem.ts';

const TAGS = {
  'Sign-in': 'People and their devices.',
  You: 'One’s own account: name, password, address, data, and leaving.',
  'API keys': 'For programs: they open what their scopes say, and never more than their maker may.',
  'TikTok accounts': 'Connecting TikTok accounts, and what TikTok says of them.',
  Uploads: 'A file in parts, in any order; an upload that broke goes on where it was.',
  Media: 'The library of videos.',
  Posts: 'Drafts, their schedule, and what became of them.',
  Notifications: 'What a workspace is told.',
  Webhooks: 'Events, sent to servers of your own (Standard Webhooks).',
  'From TikTok': 'Called by TikTok.',
  Service: 'For whoever runs the instance.',
  'Old API': 'The first API, kept for its clients. Errors are {"detail": …}.',
};

const DESCRIPTION = `Schedules TikTok posts to the second. Everything new is under \`/api/v1\`.

Send \`Authorization: Bearer <token>\`. Errors are \`application/problem+json\`: \`code\` is for programs, \`detail\` for
people, \`requestId\` (also the header \`X-Request-Id\`) for support. Lists answer \`next\`, to be sent as \`cursor\`; it is
null on the last page. A POST with an \`Idempotency-Key\` is done once, however often it is sent. A change with \`If-Match\`
is refused with 412 when the post is another by now. \`RateLimit\` says how much may still be asked; 429 carries
\`Retry-After\`.`;

/** The documented part of what every FastAPI client of the old API read: title, version, and the password flow. */
const DOCUMENTATION = {
  openapi: '3.1.0',
  info: {
    title: 'Social Media Scheduler API',
    summary: "TikTimer's API, and the old one beside it",
    version: '0.1.0',
    description: DESCRIPTION,
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
} satisfies GenerateSpecOptions['documentation'];

const SECURITY_SCHEMES = {
  session: { type: 'http', scheme: 'bearer', description: 'The token of POST /api/v1/sessions.' },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key of POST /api/v1/api-keys; 403 says which of its scopes is missing.',
  },
  OAuth2PasswordBearer: {
    type: 'oauth2',
    description: 'Access tokens (JWT) of the old API, good for half an hour.',
    flows: { password: { tokenUrl: 'token', scopes: {} } },
  },
} as const;

const OldProblem = z.object({ detail: z.string(), type: z.string().optional() }).meta({ id: 'OldProblem' });
const OldInvalid = z
  .object({
    detail: z.array(
      z.object({
        type: z.string(),
        loc: z.array(z.union([z.string(), z.int().min(0).max(1_000_000)])),
        msg: z.string(),
        input: z.unknown(),
        ctx: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
  })
  .meta({ id: 'OldInvalid' });

const text = { schema: { type: 'string' as const } };
const seconds = {
  description: 'Seconds.',
  schema: { type: 'integer' as const, minimum: 1, maximum: 86_400 },
};
const HEADERS: Record<number, Record<string, object>> = {
  401: { 'WWW-Authenticate': text },
  409: { 'Retry-After': seconds },
  429: { 'Retry-After': seconds, RateLimit: text, 'RateLimit-Policy': text },
  503: { 'Retry-After': seconds },
};

/** One response for each status, naming the codes it can have. */
function problems() {
  const statuses = new Set(ERROR_CODES.map(statusOf));
  const responses = [...statuses].map((status) => {
    const codes = ERROR_CODES.filter((code) => statusOf(code) === status);
    const [first = 'internal'] = codes;
    const example = {
      type: `https://tiktimer.dev/problems/${first}`,
      code: first,
      status,
      title: titleOf(first),
      detail: 'One sentence for the person who asked.',
      requestId: '0b6c2f0e-6d0f-4f43-9a52-5f3a1b1c9f0e',
    };
    const schema = resolver(Problem.extend({ code: z.enum(codes), status: z.literal(status) }));
    return [
      `Problem${status}`,
      {
        description: `${codes.map(titleOf).join('; ')}.`,
        headers: HEADERS[status] ?? {},
        content: { 'application/problem+json': { schema, example } },
      },
    ];
  });
  return Object.fromEntries(responses);
}

const OLD: Record<number, string> = {
  400: 'Not possible.',
  401: 'Not signed in.',
  403: 'Not allowed.',
  404: 'Not found.',
  409: 'Too late, or changed meanwhile.',
  413: 'Too large.',
  422: 'Not valid.',
  429: 'Too many requests.',
  500: 'Our mistake.',
  503: 'Not at the moment.',
};
function oldProblems() {
  const responses = Object.entries(OLD).map(([status, description]) => {
    const list = {
      detail: [{ type: 'missing', loc: ['body', 'content'], msg: 'Field required', input: {} }],
    };
    const [schema, example] =
      status === '422' ? [OldInvalid, list] : [OldProblem, { detail: 'One sentence.' }];
    return [
      `Old${status}`,
      {
        description,
        headers: HEADERS[Number(status)] ?? {},
        content: { 'application/json': { schema: resolver(schema), example } },
      },
    ];
  });
  return Object.fromEntries(responses);
}

/** The part of the document that is walked here. */
export interface Operation {
  operationId: string;
  security?: object[];
  responses: Record<string, object>;
}
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, object>>;
}

/** Takes tens of milliseconds: made when it is first asked for. */
export async function makeDocument(routes: Pick<Hono<AppEnv>, 'routes'>): Promise<Document> {
  const documentation = {
    ...DOCUMENTATION,
    components: { securitySchemes: SECURITY_SCHEMES, responses: { ...problems(), ...oldProblems() } },
  };
  const options = { documentation, defaultValidationErrorResponse: false, excludeStaticFile: false };
  const made = (await generateSpecs(routes as Hono, options)) as unknown as Document;
  for (const [path, item] of Object.entries(made.paths))
    for (const [method, operation] of Object.entries(item)) addWhatAllHave(path, method, operation);
  dropUnused(made);
  return made;
}

/** Doors that stand before all routes: credentials asked or not, foreign web pages, and our own mistakes. */
function addWhatAllHave(path: string, method: string, operation: Operation): void {
  operation.security ??= [];
  const old = isLegacy(path);
  const foreignPage = !old && method !== 'get' ? refusals('forbidden') : {};
  const responses = {
    ...(old ? oldRefusals(500) : refusals('internal')),
    ...(UNCOUNTED.includes(path) ? {} : old ? oldRefusals(429) : refusals('limit_reached')),
    ...foreignPage,
    ...operation.responses,
  };
  // What takes nothing refuses nothing; only a request that cannot be read at all is left.
  const unreadable = (old ? oldRefusals(400) : refusals('malformed'))[400] ?? {};
  const refuses = Object.keys(responses).some((status) => status.startsWith('4'));
  operation.responses = refuses ? responses : { ...responses, '4XX': unreadable };
}

function dropUnused(document: Document): void {
  const used = JSON.stringify(document.paths);
  const { responses = {} } = document.components;
  for (const name of Object.keys(responses))
    if (!used.includes(`"#/components/responses/${name}"`)) delete responses[name];
}
