import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { describing } from './describe.ts';
import type { Document } from './openapi/document.ts';
import { makeDocument } from './openapi/document.ts';

const about = describing('Service');

/** The document of `routes` at the root. It is made once, when somebody asks. */
export function openApi(routes: Pick<Hono<AppEnv>, 'routes'>) {
  let document: Promise<Document> | undefined;
  return new Hono<AppEnv>().get(
    '/openapi.json',
    about('openapi', 'This document', {
      200: {
        description: 'OpenAPI 3.1.',
        content: { 'application/json': { schema: { type: 'object' }, example: { openapi: '3.1.0' } } },
      },
    }),
    async (c) => {
      document ??= makeDocument(routes);
      return c.json(await document);
    },
  );
}
