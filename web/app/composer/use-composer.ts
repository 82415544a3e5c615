import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { isScheduled } from '../lib/is-scheduled.ts';
import { setCreator } from '../lib/session-watch.ts';
import type { ComposerData, Refusal } from './composer-data.ts';
import { draftOf, writtenOf } from './content.ts';
import type { Answers, Draft } from './draft.ts';
import { answersOf, openAnswers } from './draft.ts';
import type { Mirror } from './mirror.ts';
import { dropMirror, readMirror, writeMirror } from './mirror.ts';
import { dropUnsaved, holdUnsaved, keepUnsaved, takeUpUnsaved } from './unsaved.ts';
import { useAutosave } from './use-autosave.ts';

const sameContent = (a: Draft, b: Draft) => JSON.stringify(writtenOf(a)) === JSON.stringify(writtenOf(b));

/** A browser lets go of what a closed tab held within moments; later it would be another tab's words that turn up here. */
const CLOSED_WITHIN_MS = 10_000;

const timesOf = (draft: Draft) => {
  const { date, time, zone, fold, when, latestMin, suggested } = draft;
  return { date, time, zone, fold, when, latestMin, suggested };
};

/**
 * What is being written: the post shown, the accounts it goes to, each account's own answers. Saved by itself while it is a
 * draft, mirrored in this tab all the time.
 */
export function useComposer(data: ComposerData, problem: Refusal | null) {
  const [draft, setDraft] = useState(data.draft);
  const [ticked, setTicked] = useState(data.draft.accountId ? [data.draft.accountId] : []);
  const [answers, setAnswers] = useState<Record<string, Answers>>({});
  const scheduled = data.post?.scheduled ?? false;
  /** What the server has; a draft that says the same has nothing to save. */
  const saved = useRef(data.draft);
  const latest = useRef(draft);
  const base = useRef(JSON.stringify(writtenOf(data.draft)));
  const first = useRef(draft);
  const firstTicked = useRef(ticked);
  latest.current = draft;
  const { revalidate } = useRevalidator();
  // Before anything is read or sent: this page may stand outside the frame, and its words are nobody else's.
  useEffect(() => setCreator(data.userId), [data.userId]);

  const autosave = useAutosave({
    on: !scheduled,
    first: data.post,
    onCreated: ({ id }, here) => {
      // The page stays as it is, but reload and back lead to the draft that now exists.
      if (here) history.replaceState(history.state, '', `/posts/${id}/edit`);
      dropMirror(data.userId, null);
    },
    onSaved: (_, content) => {
      if (JSON.stringify(writtenOf(latest.current)) === JSON.stringify(content))
        saved.current = latest.current;
      mirror(latest.current);
    },
    onSavedLater: revalidate,
    onLanded: () => {
      dropMirror(data.userId, data.post?.id ?? null);
      dropMirror(data.userId, autosave.post.current?.id ?? null);
      dropUnsaved(data.userId, pressKey.current);
    },
  });

  const rest = useRef({ ticked, answers });
  rest.current = { ticked, answers };
  const pressKey = useRef('');
  const mirror = (now: Draft) => {
    const post = autosave.post.current;
    const copy: Mirror = {
      draft: now,
      ...rest.current,
      etag: post?.etag ?? null,
      base: base.current,
      replaced: autosave.replaced.current,
      dirty: !sameContent(now, saved.current),
      creating: autosave.creating.current,
      press: pressKey.current,
    };
    writeMirror(data.userId, post?.id ?? null, copy);
    if (!scheduled) keepUnsaved(data.userId, post?.id ?? null, copy);
  };

  // What this tab still holds of an earlier look at this page. Read after the first paint, which is the server's.
  const atEnd = useRef<(() => void)[]>([]);
  const restored = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page has woken up
  useEffect(() => {
    if (restored.current) return;
    restored.current = true;
    pressKey.current = crypto.randomUUID();
    const own = data.asked ? null : readMirror(data.userId, data.post?.id ?? null);
    if (own) restore(own);
    atEnd.current.push(holdUnsaved(data.userId, pressKey.current));
    if (data.asked || own?.dirty || scheduled) return;
    const gone = new AbortController();
    const waited = setTimeout(() => gone.abort(), CLOSED_WITHIN_MS);
    atEnd.current.push(() => {
      clearTimeout(waited);
      gone.abort();
    });
    void takeUpUnsaved(data.userId, data.post?.id ?? null, gone.signal).then((found) => {
      if (!found) return;
      // What is typed by now stays, and so does what was found: it waits for the next time.
      const touched = latest.current !== first.current || rest.current.ticked !== firstTicked.current;
      if (gone.signal.aborted || touched) return found.letGo();
      restore(found.mirror);
      atEnd.current.push(found.letGo);
    });
  }, []);
  useEffect(
    () => () => {
      for (const end of atEnd.current) end();
    },
    [],
  );
  const restore = (held: Mirror) => {
    const sameState = held.etag === (data.post?.etag ?? null) || (scheduled && held.base === base.current);
    // Saved while this page was being fetched: it was read just before, and shows what we have replaced since.
    if (held.etag && !held.dirty && held.replaced === data.post?.etag && !scheduled) {
      autosave.post.current = data.post && { id: data.post.id, etag: held.etag };
      saved.current = held.draft;
      setTicked(held.ticked);
      setAnswers(held.answers);
      return setDraft(held.draft);
    }
    // A press may have saved it, whose answer went to another page.
    const dirty = held.dirty && !(data.post && sameContent(held.draft, data.draft));
    if (!dirty) dropUnsaved(data.userId, held.press);
    // A scheduled post has moved on since, say to another time: what was written on the older state is no wish any more.
    if (!sameState && (scheduled || !dirty)) return;
    autosave.creating.current = held.creating;
    pressKey.current = held.press || pressKey.current;
    // Unsaved words on an older state go on with that state's tag: the answer 412 then shows both versions, unless it was
    // our own saves that replaced it.
    if (dirty && held.etag && autosave.post.current && !scheduled)
      autosave.post.current = { ...autosave.post.current, etag: held.etag };
    autosave.follow();
    const back = dirty ? held.draft : { ...data.draft, ...timesOf(held.draft) };
    setDraft(back);
    setTicked(held.ticked.length > 0 ? held.ticked : back.accountId ? [back.accountId] : []);
    setAnswers(held.answers);
    if (dirty) autosave.change(writtenOf(back));
  };

  // What came back from a press: somebody else was here, or some of several accounts are done and need no second post.
  const met = useRef<Refusal | string | null>(problem ? null : (data.post?.etag ?? null));
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer counts once
  useEffect(() => {
    const news = problem ?? data.post?.etag ?? null;
    if (met.current === news) return;
    met.current = news;
    if (problem?.theirs) {
      // "Now" is no answer to a post that has its time by now: it is shown with that one.
      if (data.post?.scheduled && draft.when === 'now')
        setDraft({ ...draft, ...timesOf(draftOf(problem.theirs, draft.zone, Date.now())) });
      return autosave.meet(problem.theirs);
    }
    const done = problem?.done?.map(({ accountId }) => accountId) ?? [];
    const { post } = data;
    // A press may have made the post, given it a new state, or gone on to another one; and it put back the address.
    if (post || done.length > 0) autosave.post.current = post && { id: post.id, etag: post.etag };
    const { current } = autosave.post;
    history.replaceState(history.state, '', current ? `/posts/${current.id}/edit` : '/posts/new');
    if (done.length === 0) return;
    // The page goes on with the draft of one that is not on its way.
    const left = ticked.filter((id) => !done.includes(id));
    const { accountId } = data.draft;
    const own = accountId === draft.accountId ? draft : (answers[accountId] ?? openAnswers(draft));
    const next = { ...draft, ...own, accountId };
    saved.current = post ? next : { ...next, caption: '\u0000' };
    setTicked(left);
    setAnswers(
      Object.fromEntries(Object.entries(answers).filter(([id]) => left.includes(id) && id !== accountId)),
    );
    setDraft(next);
  }, [problem, data.post?.etag]);

  const written = useRef(draft);
  const wasScheduled = useRef(scheduled);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is written is what counts; the rest is read by ref
  useEffect(() => {
    const asBefore = written.current === draft && wasScheduled.current === scheduled;
    if (asBefore && Object.keys(answers).length === 0) return;
    written.current = draft;
    wasScheduled.current = scheduled;
    mirror(draft);
    if (!sameContent(draft, saved.current) || autosave.isBusy()) autosave.change(writtenOf(draft));
  }, [draft, ticked, answers, scheduled]);

  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  /** Shows another ticked account's answers. */
  const show = (accountId: string) => {
    if (accountId === draft.accountId) return;
    setAnswers(({ [accountId]: _, ...others }) => ({ ...others, [draft.accountId]: answersOf(draft) }));
    setDraft({ ...draft, ...(answers[accountId] ?? openAnswers(draft)), accountId });
  };
  const tick = (accountId: string, on: boolean) => {
    const next = on ? [...ticked, accountId] : ticked.filter((id) => id !== accountId);
    setTicked(next);
    if (on && ticked.length === 0) return change({ accountId });
    if (on) return setAnswers((before) => ({ ...before, [accountId]: openAnswers(draft) }));
    const [first] = next;
    if (accountId !== draft.accountId) return setAnswers(({ [accountId]: _, ...others }) => others);
    if (!first) return change({ accountId: '' });
    setAnswers(({ [first]: _, ...others }) => others);
    setDraft({ ...draft, ...(answers[first] ?? openAnswers(draft)), accountId: first });
  };
  /** One account instead of another: what TikTok offers there is chosen anew. */
  const choose = (accountId: string) => {
    setTicked(accountId ? [accountId] : []);
    change({ accountId });
  };
  const { theirs } = autosave;
  const takeTheirs = () => {
    if (!theirs) return;
    const fresh = draftOf(theirs, draft.zone, Date.now());
    if (!isScheduled(theirs)) fresh.when = draft.when;
    saved.current = fresh;
    autosave.takeTheirs();
    setDraft(fresh);
  };
  /** What every ticked account would get, the one shown included. */
  const drafts = ticked.map((id) =>
    id === draft.accountId ? draft : { ...draft, ...(answers[id] ?? openAnswers(draft)), accountId: id },
  );
  return { draft, change, ticked, tick, choose, show, drafts, autosave, takeTheirs, pressKey };
}
