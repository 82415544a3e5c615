import type { Media, Post } from '@tiktimer/worker/contract';
import { bytes } from '../lib/format.ts';
import { labelOf, PRIVACY_WORDS } from '../lib/tiktok-words.ts';

/** What was promised to go out, line by line. */
export function PostFacts({ post, media, account }: { post: Post; media: Media | null; account: string }) {
  const may = [post.allowComment && 'Comment', post.allowDuet && 'Duet', post.allowStitch && 'Stitch'].filter(
    Boolean,
  );
  const rows: [name: string, words: string][] = [
    ['Account', account],
    ['Who can see it', post.privacy ? PRIVACY_WORDS[post.privacy] : 'Not chosen yet'],
    ['Viewers may', may.join(', ') || 'Watch only'],
    ['Label', labelOf(post.disclosure) ?? 'None'],
    ...(post.aiGenerated ? ([['AI-generated', 'Yes']] as [string, string][]) : []),
    ['File', fileWords(media)],
  ];
  return (
    <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
      {rows.map(([name, words]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="tabular text-right">{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function fileWords(media: Media | null): string {
  if (!media) return 'None';
  const { facts } = media;
  return facts ? `${bytes(media.bytes)}, ${facts.width} × ${facts.height}` : bytes(media.bytes);
}
