import type { MetaFunction } from '@remix-run/cloudflare';
import { Outlet, useLoaderData } from '@remix-run/react';
import { page } from '../lib/door.server.ts';
import { Library } from '../media/library.tsx';
import { loadLibrary } from '../media/load.server.ts';

export const meta: MetaFunction = () => [{ title: 'Media · TikTimer' }];

export const loader = page(({ context, request }) =>
  loadLibrary(context.api, new URL(request.url).searchParams),
);

/** The grid; one file opens as a dialog over it and has an address of its own. */
export default function MediaPage() {
  return (
    <>
      <Library data={useLoaderData<typeof loader>()} />
      <Outlet />
    </>
  );
}
