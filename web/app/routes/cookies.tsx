import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LegalPage } from '../components/legal-page.tsx';
import { legalPage } from '../lib/legal.server.ts';
import { publicPage } from '../lib/public-page.ts';

export const meta: MetaFunction = () => [{ title: 'Cookies · TikTimer' }];
export const headers = publicPage;

export const loader = ({ context }: LoaderFunctionArgs) => legalPage('cookies', context.legal);

export default function Cookies() {
  return <LegalPage {...useLoaderData<typeof loader>()} />;
}
