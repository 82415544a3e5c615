import { redirect } from '@remix-run/cloudflare';

/** The welcome begins with its first step. */
export const loader = () => redirect('/welcome/account');
