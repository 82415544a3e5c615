import { searchPosts } from '../lib/api.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';

const SHOWN = 8;
const LETTERS_MAX = 100; // what the API takes

/** Posts whose caption holds the words, for the palette. */
export const loader = jsonAnswer(async ({ context, request }) => {
  const text = (new URL(request.url).searchParams.get('text') ?? '').trim().slice(0, LETTERS_MAX);
  if (text === '') return { posts: [] };
  const posts = await searchPosts(context.api, text.toWellFormed(), SHOWN);
  return { posts: posts.map(({ id, caption, status, publishAt }) => ({ id, caption, status, publishAt })) };
});
