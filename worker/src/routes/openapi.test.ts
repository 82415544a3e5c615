/** The document is the API: nothing is missing from it, and nothing in it is invented (security.md 33). */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document, Operation, Route } from '../../test/support/openapi.ts';
import { answerOf, readDocument, routesOf } from '../../test/support/openapi.ts';
import { app } from '../app.ts';

let document: Document;
let routes: Route[];
beforeAll(async () => {
  document = await readDocument();
  routes = routesOf(document);
});

const namesOf = (lacking: (operation: Operation) => boolean) =>
  routes.filter(({ operation }) => lacking(operation)).map(({ name }) => name);
const isBinary = (type: string) => !/json|form/.test(type);

describe('the API document', () => {
  it('is OpenAPI 3.1 under the title and version that old clients know', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Social Media Scheduler API', version: '0.1.0' },
    });
  });

  it('has every route, and nothing but routes', () => {
    const real = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const pages = ['GET /docs', 'GET /docs/{file}', 'GET /redoc'];
    const documented = [...routes.map(({ name }) => name), ...pages];
    expect(documented.toSorted()).toEqual([...new Set(real)].toSorted());
  });

  it('says of each operation what it is for, under a name of its own', () => {
    expect(namesOf(({ summary, tags }) => !summary || tags?.length !== 1)).toEqual([]);
    const ids = routes.map(({ operation }) => operation.operationId);
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

  it('names the codes that each refusal can have', () => {
    const unknown = routes.flatMap(({ name, operation }) =>
      Object.keys(operation.responses)
        .filter((status) => /^\d+$/.test(status) && !answerOf(document, operation, Number(status)))
        .map((status) => `${name} ${status}`),
    );
    expect(unknown).toEqual([]);
    const conflict = document.components.responses.Problem409?.content?.['application/problem+json'];
    expect(conflict?.schema.properties?.code?.enum).toEqual(['conflict', 'too_late']);
  });

  it('groups operations under tags that it explains', () => {
    const explained = document.tags.map(({ name }) => name);
    expect(namesOf(({ tags = [] }) => !tags.every((tag) => explained.includes(tag)))).toEqual([]);
  });
});
