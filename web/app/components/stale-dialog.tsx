import type { Post } from '@tiktimer/worker/contract';
import { useEffect, useRef } from 'react';
import { planned, second } from '../lib/format.ts';
import { PRIVACY_WORDS } from '../lib/tiktok-words.ts';
import { Button } from './button.tsx';

/** Somebody changed the post meanwhile, perhaps in another tab: both versions, side by side, and neither is lost unasked. */
export function StaleDialog({
  theirs,
  mine,
  zone,
  onKeep,
  onSee,
}: {
  theirs: Post;
  mine: { caption: string; privacy: Post['privacy'] };
  zone: string;
  onKeep: () => void;
  onSee: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="stale-title"
      onCancel={(event) => event.preventDefault()}
      className="fixed inset-0 z-20 m-auto h-fit max-h-[90dvh] w-[min(44rem,calc(100vw-2rem))] overflow-auto rounded-xl border border-line bg-raised p-6 shadow-3 backdrop:bg-scrim"
    >
      <h2 id="stale-title" className="text-lg tracking-title">
        This post was changed elsewhere at {second(theirs.updatedAt, zone)}
      </h2>
      <p className="mt-2 text-soft">Nothing is lost. Which version goes on?</p>
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        <Version name="Yours" caption={mine.caption} privacy={mine.privacy} time={null} />
        <Version
          name="The new version"
          caption={theirs.caption}
          privacy={theirs.privacy}
          time={theirs.publishAt && theirs.status === 'scheduled' ? planned(theirs.publishAt, zone) : null}
        />
      </div>
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <Button type="button" onClick={onSee}>
          See the new version
        </Button>
        <Button type="button" variant="primary" onClick={onKeep}>
          Keep mine
        </Button>
      </div>
    </dialog>
  );
}

function Version({
  name,
  caption,
  privacy,
  time,
}: {
  name: string;
  caption: string;
  privacy: Post['privacy'];
  time: string | null;
}) {
  return (
    <section className="min-w-0 rounded-[10px] border border-line bg-surface p-4">
      <h3 className="mb-1 text-sm">{name}</h3>
      <p className="max-h-40 overflow-auto whitespace-pre-wrap break-words">{caption || 'No caption'}</p>
      <p className="mt-2 text-muted text-sm">
        {privacy ? PRIVACY_WORDS[privacy] : 'Not chosen who can see it'}
        {time && ` · ${time}`}
      </p>
    </section>
  );
}
