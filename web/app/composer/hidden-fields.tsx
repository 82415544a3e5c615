import type { ComposerData } from './composer-data.ts';
import type { Draft } from './draft.ts';

/** What the form sends of which there is no control. */
export function HiddenFields({ data, draft, drafts }: { data: ComposerData; draft: Draft; drafts: Draft[] }) {
  return (
    <>
      {data.post && <input type="hidden" name="postId" value={data.post.id} />}
      {data.post && <input type="hidden" name="etag" value={data.post.etag} />}
      {data.from && <input type="hidden" name="from" value={data.from} />}
      <input type="hidden" name="suggested" value={draft.suggested} />
      <input type="hidden" name="coverMs" value={draft.coverMs ?? ''} />
      {drafts.length > 1 && <input type="hidden" name="drafts" value={JSON.stringify(drafts)} />}
    </>
  );
}
