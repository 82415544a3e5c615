import type { Post } from '@tiktimer/worker/contract';
import { ConsentLine } from './consent-line.tsx';

/** What is agreed to for a post that says already what it discloses. */
export const ConsentOf = ({ post }: { post: Post }) => (
  <ConsentLine consent={post.disclosure.branded ? 'branded_content' : 'music_usage'} />
);
