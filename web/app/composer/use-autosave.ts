import { useNavigation } from '@remix-run/react';
import type { CreatePost, Post } from '@tiktimer/worker/contract';
import { useEffect, useRef, useState } from 'react';
import { isScheduled } from '../lib/is-scheduled.ts';
import type { SaveAnswer } from '../routes/resources.drafts.ts';
import { draftOf, unfitWords, writtenOf } from './content.ts';
import { leaveBehind, newestOwn, noteOwnSave, takeOver } from './left-behind.ts';
import type { Saver, SaveState, Sent } from './saver.ts';
import { createSaver } from './saver.ts';

export interface SavedPost {
  id: string;
  etag: string;
}
/** A line that takes words and never answers counts as none; a press waits for the save before it. */
const ANSWER_WITHIN_MS = 20_000;
const SCHEDULED_BY_NOW = 'it is scheduled by now. Press the button to change it.';

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
  onSavedLater,
  onLanded,
}: {
  /** Scheduled posts are saved by a press only: they go out as they are agreed to. */
  on: boolean;
  first: SavedPost | null;
  /** `here`: the page it was written on is still open. */
  onCreated: (post: SavedPost, here: boolean) => void;
  onSaved: (post: SavedPost, content: CreatePost) => void;
  /** The last words of a page that was left, or is being left, are saved: what is shown next may not know of them. */
  onSavedLater: () => void;
  /** A press has done what it said, with the very words that are written, and the page is left for where it leads. */
  onLanded: () => void;
}) {
  const [state, setState] = useState<SaveState>({ kind: 'clean' });
  const [theirs, setTheirs] = useState<Post | null>(null);
  const post = useRef(first);
  const creating = useRef<Creating>(null);
  /** The state of the post that our last save took the place of. */
  const replaced = useRef<string | null>(null);
  const leaving = useRef(false);
  const navigation = useNavigation();
  const onTheWay = useRef(false);
  // A press carries the words itself.
  onTheWay.current = navigation.state === 'loading' && navigation.formData === undefined;
  const events = useRef({ onCreated, onSaved, onSavedLater, onLanded });
  events.current = { onCreated, onSaved, onSavedLater, onLanded };
  /** The words come from an earlier page of this tab, and so may the newest state of their post. */
  const follows = useRef(false);
  const landed = useRef(false);
  /** Somebody else has scheduled it. */
  const byPress = useRef(false);

  const saver = useRef<Saver<CreatePost>>();
  useEffect(() => {
    let left = false;
    let takenOver = false;
    // Begun before this page's words are read: what an earlier page of this draft still sends is waited for.
    const over = takeOver(post.current?.id ?? null);
    const send = (body: object) =>
      fetch('/resources/drafts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        keepalive: leaving.current,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
    // Saves whose answers got lost may have been made: what they made is nobody else's change.
    const unheard = new Set<string>();
    const wasOurs = (found: Post) =>
      !isScheduled(found) &&
      unheard.delete(JSON.stringify(writtenOf(draftOf(found, found.zone ?? 'UTC', 0))));
    const take = async (answer: Response, content: CreatePost): Promise<Sent> => {
      // Busy, or the same draft is just being made by a try whose answer got lost: neither is a word on what was written.
      const later = answer.status === 429 || (answer.status === 409 && post.current === null);
      if (answer.status >= 500 || later) return { ok: false, why: 'offline' };
      const said = (await answer.json()) as SaveAnswer | { detail?: string };
      if ('saved' in said) {
        const created = post.current === null;
        if (!created && replaced.current) noteOwnSave(said.saved.id, replaced.current, said.saved.etag);
        post.current = said.saved;
        creating.current = null;
        unheard.clear();
        if (takenOver) return { ok: true };
        if (created) events.current.onCreated(said.saved, !left);
        events.current.onSaved(said.saved, content);
        if (left || onTheWay.current) events.current.onSavedLater();
        return { ok: true };
      }
      if ('stale' in said) {
        if (wasOurs(said.stale)) {
          post.current = { id: said.stale.id, etag: said.stale.etag };
          return save(content);
        }
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
        await over;
        if (post.current === null) {
          const begun = creating.current ?? { key: crypto.randomUUID(), content };
          creating.current = begun;
          const sent = await take(await send(begun), begun.content);
          if (!sent.ok || begun.content === content) return sent;
        }
        const { id: postId, etag: known } = post.current ?? { id: '', etag: '' };
        const etag = follows.current ? newestOwn(postId, known) : known;
        replaced.current = etag;
        unheard.add(JSON.stringify(content));
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
    const stop = () => {
      takenOver = true;
      mine.stop();
    };
    return () => {
      left = true;
      if (landed.current) {
        stop();
        events.current.onLanded();
      } else {
        mine.release();
        leave();
        leaveBehind({ saver: { ...mine, stop }, postId: () => post.current?.id ?? null });
      }
      removeEventListener('online', flush);
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', back);
    };
  }, []);

  /** From here on the post is the one somebody else made of it. True when it is on its way: then a press alone changes it. */
  const goOnFrom = (found: Post | null): boolean => {
    setTheirs(null);
    if (!found) return false;
    post.current = { id: found.id, etag: found.etag };
    byPress.current = isScheduled(found);
    if (byPress.current) saver.current?.drop();
    return byPress.current;
  };
  return {
    state,
    theirs,
    post,
    creating,
    replaced,
    change: (content: CreatePost) => on && !byPress.current && saver.current?.change(content),
    isBusy: () => saver.current?.isBusy() ?? false,
    flush: () => saver.current?.flush() ?? Promise.resolve(),
    hold: () => saver.current?.hold(),
    release: () => saver.current?.release(),
    landed: (is: boolean) => {
      landed.current = is;
    },
    /** What is written comes from an earlier page. */
    follow: () => {
      follows.current = true;
    },
    /** A press found that somebody else had been here. */
    meet: setTheirs,
    /** The post is gone, and nothing is saved any more. */
    forget: () => {
      post.current = null;
      saver.current?.stop();
    },
    /** Mine goes over theirs. */
    keepMine: () => {
      if (!goOnFrom(theirs)) void saver.current?.flush();
      else if (on) setState({ kind: 'refused', sentence: SCHEDULED_BY_NOW });
    },
    /** Theirs stands; what was mine is forgotten. */
    takeTheirs: () => {
      saver.current?.drop();
      goOnFrom(theirs);
      setState({ kind: 'clean' });
    },
  };
}
