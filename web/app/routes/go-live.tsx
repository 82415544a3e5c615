import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LegalPage } from '../components/legal-page.tsx';
import { goLiveGuide } from '../lib/guides.server.ts';
import { publicPage } from '../lib/public-page.ts';

export const meta: MetaFunction = () => [{ title: 'How to go live · TikTimer' }];
export const headers = publicPage;

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  goLiveGuide({ web: new URL(request.url).origin, api: context.origins.api });

export default function GoLive() {
  return <LegalPage {...useLoaderData<typeof loader>()} />;
}
