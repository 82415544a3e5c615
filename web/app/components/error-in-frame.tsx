import { useEffect } from 'react';
import { useWords, Way } from './error-page.tsx';
import { RequestId } from './full-page-message.tsx';
import { PageHead } from './page-head.tsx';

/** What a route shows when it can't, where the frame stands: the rail and the bell stay, only the page is replaced. */
export function ErrorInFrame() {
  const { title, words, requestId, kind } = useWords();
  useEffect(() => {
    document.title = `${title} · TikTimer`;
  }, [title]);
  return (
    <>
      <PageHead title={title} />
      <div className="flex max-w-xl flex-col items-start gap-5">
        <p className="text-md text-soft">{words}</p>
        <Way kind={kind} />
        <RequestId id={requestId} />
      </div>
    </>
  );
}
