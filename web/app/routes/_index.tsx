import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Landing } from '../components/landing.tsx';
import { getInstance } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { HOME } from '../lib/places.ts';
import { publicPage } from '../lib/public-page.ts';

export const meta: MetaFunction = () => [
  { title: 'TikTimer: on the second, once' },
  {
    name: 'description',
    content:
      'TikTimer hands your video to TikTok at the second you pick, exactly once, and shows you the receipt.',
  },
];
export const headers = publicPage;

export async function loader({ context }: LoaderFunctionArgs) {
  if (context.signedIn) throw redirect(HOME);
  const { sourceUrl } = context;
  try {
    const { rehearsal } = await getInstance(context.api);
    return { rehearsal, sourceUrl };
  } catch (error) {
    // The page has nothing else to load, and it stands without the API too.
    if (error instanceof ApiProblem) return { rehearsal: false, sourceUrl };
    throw error;
  }
}

export default function Index() {
  return <Landing {...useLoaderData<typeof loader>()} />;
}
