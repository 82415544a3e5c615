import { useState } from 'react';
import type { ComposerData } from './composer-data.ts';
import type { Draft } from './draft.ts';

/** What the form sends of which there is no control. */
export function HiddenFields({ data, draft, drafts }: { data: ComposerData; draft: Draft; drafts: Draft[] }) {
  // The first one stays: the page's data is asked for again after a press, and a repeated press is the same one.
  const [page] = useState(data.page);
  return (
    <>
      <input type="hidden" name="page" value={page} />
      {data.post && <input type="hidden" name="postId" value={data.post.id} />}
      {data.post && <input type="hidden" name="etag" value={data.post.etag} />}
      {data.from && <input type="hidden" name="from" value={data.from} />}
      <input type="hidden" name="suggested" value={draft.suggested} />
      <input type="hidden" name="coverMs" value={draft.coverMs ?? ''} />
      {drafts.length > 1 && <input type="hidden" name="drafts" value={JSON.stringify(drafts)} />}
    </>
  );
}
