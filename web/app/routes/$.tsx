import type { MetaFunction } from '@remix-run/cloudflare';
import { data } from '@remix-run/cloudflare';

export const meta: MetaFunction = () => [{ title: 'This page does not exist · TikTimer' }];

export function loader() {
  throw data(null, { status: 404 });
}

export default function Nothing() {
  return null;
}
