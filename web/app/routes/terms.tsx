import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LegalPage } from '../components/legal-page.tsx';
import { legalPage } from '../lib/legal.server.ts';
import { publicPage } from '../lib/public-page.ts';

export const meta: MetaFunction = () => [{ title: 'Terms · TikTimer' }];
export const headers = publicPage;

export const loader = ({ context }: LoaderFunctionArgs) => legalPage('terms', context.legal);

export default function Terms() {
  return <LegalPage {...useLoaderData<typeof loader>()} />;
}
