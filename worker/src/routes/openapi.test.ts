/** The document is the API: nothing is missing from it, and nothing in it is invented (security.md 33). */
import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from '../app.ts';

interface Media {
  schema?: object;
  example?: unknown;
}
interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { $ref?: string; content?: Record<string, Media> }>;
}
type Paths = Record<string, Record<string, Operation>>;

let document: { openapi: string; info: { title: string; version: string }; paths: Paths };
let operations: [name: string, operation: Operation][];
beforeAll(async () => {
  const answer = await exports.default.fetch('http://api/openapi.json');
  document = await answer.json();
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});

const namesOf = (lacking: (operation: Operation) => boolean) =>
  operations.filter(([, operation]) => lacking(operation)).map(([name]) => name);
const isBinary = (type: string) => !/json|form/.test(type);

describe('the API document', () => {
  it('is OpenAPI 3.1 under the title and version that old clients know', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Social Media Scheduler API', version: '0.1.0' },
    });
  });

  it('has every route, and nothing but routes', () => {
    const routes = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const pages = ['GET /docs', 'GET /docs/{file}', 'GET /redoc'];
    const documented = [...operations.map(([name]) => name), ...pages];
    expect(documented.toSorted()).toEqual([...new Set(routes)].toSorted());
  });

  it('says of each operation what it is for, under a name of its own', () => {
    expect(namesOf(({ summary, tags }) => !summary || tags?.length !== 1)).toEqual([]);
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows an example of each body', () => {
    const without = ({ requestBody, responses }: Operation) =>
      [requestBody, ...Object.values(responses)].some((body) =>
        Object.entries(body?.content ?? {}).some(
          ([type, { example }]) => !isBinary(type) && example === undefined,
        ),
      );
    expect(namesOf(without)).toEqual([]);
  });

  it('names the codes of each refusal', () => {
    const text = JSON.stringify(document);
    for (const code of ['conflict', 'too_late', 'stale', 'limit_reached', 'tiktok_unavailable'])
      expect(text).toContain(`"${code}"`);
    const bare = ({ responses }: Operation) => Object.values(responses).some((answer) => !answer);
    expect(namesOf(bare)).toEqual([]);
  });
});
