import type { CreatePost, Post } from '@tiktimer/worker/contract';
import { useEffect, useRef, useState } from 'react';
import type { SaveAnswer } from '../routes/resources.drafts.ts';
import { unfitWords } from './content.ts';
import type { Saver, SaveState, Sent } from './saver.ts';
import { createSaver } from './saver.ts';

export interface SavedPost {
  id: string;
  etag: string;
}
/** A draft being created is sent again as it was first sent. */
export type Creating = { key: string; content: CreatePost } | null;

/**
 * A draft that saves itself: made with the first change, then changed. `post` and `creating` are what the next request is
 * built from; they live in refs, since a press reads them between two renders.
 */
export function useAutosave({
  on,
  first,
  onCreated,
  onSaved,
}: {
  /** Scheduled posts are saved by a press only: they go out as they are agreed to. */
  on: boolean;
  first: SavedPost | null;
  onCreated: (post: SavedPost) => void;
  onSaved: (post: SavedPost, content: CreatePost) => void;
}) {
  const [state, setState] = useState<SaveState>({ kind: 'clean' });
  const [theirs, setTheirs] = useState<Post | null>(null);
  const post = useRef(first);
  const creating = useRef<Creating>(null);
  /** The state of the post that our last save took the place of. */
  const replaced = useRef<string | null>(null);
  const leaving = useRef(false);
  const events = useRef({ onCreated, onSaved });
  events.current = { onCreated, onSaved };

  const saver = useRef<Saver<CreatePost>>();
  useEffect(() => {
    const send = (body: object) =>
      fetch('/resources/drafts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        keepalive: leaving.current,
      });
    const take = async (answer: Response, content: CreatePost): Promise<Sent> => {
      if (answer.status >= 500) return { ok: false, why: 'offline' };
      const said = (await answer.json()) as SaveAnswer | { detail?: string };
      if ('saved' in said) {
        const created = post.current === null;
        post.current = said.saved;
        creating.current = null;
        if (created) events.current.onCreated(said.saved);
        events.current.onSaved(said.saved, content);
        return { ok: true };
      }
      if ('stale' in said) {
        setTheirs(said.stale);
        return { ok: false, why: 'stale' };
      }
      // What was refused made nothing: the next try is made of what is written by then.
      creating.current = null;
      const detail = 'detail' in said ? said.detail : undefined;
      return { ok: false, why: 'refused', sentence: detail ?? 'TikTimer did not take it.' };
    };
    const save = async (content: CreatePost): Promise<Sent> => {
      const unfit = unfitWords(content);
      if (unfit) return { ok: false, why: 'refused', sentence: unfit };
      try {
        if (post.current === null) {
          const begun = creating.current ?? { key: crypto.randomUUID(), content };
          creating.current = begun;
          const sent = await take(await send(begun), begun.content);
          if (!sent.ok || begun.content === content) return sent;
        }
        const { id: postId, etag } = post.current ?? { id: '', etag: '' };
        replaced.current = etag;
        return await take(await send({ postId, etag, content }), content);
      } catch {
        return { ok: false, why: 'offline' }; // fetch rejects, or an answer breaks off: there is no line
      }
    };
    const mine = createSaver(save, setState, Date.now);
    saver.current = mine;
    const flush = () => void mine.flush();
    const leave = () => {
      leaving.current = true;
      flush();
    };
    const back = () => {
      leaving.current = false;
    };
    addEventListener('online', flush);
    addEventListener('pagehide', leave);
    addEventListener('pageshow', back);
    return () => {
      leave();
      removeEventListener('online', flush);
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', back);
    };
  }, []);

  return {
    state,
    theirs,
    post,
    creating,
    replaced,
    change: (content: CreatePost) => on && saver.current?.change(content),
    isBusy: () => saver.current?.isBusy() ?? false,
    flush: () => saver.current?.flush() ?? Promise.resolve(),
    /** A press found that somebody else had been here. */
    meet: setTheirs,
    /** The post is gone, and nothing is saved any more. */
    forget: () => {
      post.current = null;
      saver.current?.stop();
    },
    /** Mine goes over theirs. */
    keepMine: () => {
      if (theirs) post.current = { id: theirs.id, etag: theirs.etag };
      setTheirs(null);
      return saver.current?.flush();
    },
    /** Theirs stands; what was mine is forgotten. */
    takeTheirs: () => {
      if (theirs) post.current = { id: theirs.id, etag: theirs.etag };
      saver.current?.drop();
      setTheirs(null);
      setState({ kind: 'clean' });
    },
  };
}
