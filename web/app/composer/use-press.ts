import { useActionData, useLocation, useNavigation, useSubmit } from '@remix-run/react';
import type { FormEvent, MutableRefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { placeBefore } from '../lib/place-before.ts';
import type { Draft } from './draft.ts';
import type { useAutosave } from './use-autosave.ts';

const BUSY = { save: 'save', go: 'go', stop: 'stop' } as const;

/**
 * Sends the form: what is on its way is waited for, so that the press goes on with the same post in its newest state. `busy`
 * says which button was pressed, from the press to its answer.
 */
export function usePress(
  autosave: ReturnType<typeof useAutosave>,
  scheduled: boolean,
  pressKey: MutableRefObject<string>,
  draft: Draft,
) {
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const answer = useActionData();
  const submit = useSubmit();
  const [pressed, setPressed] = useState('');
  const waits = useRef(false);
  const sentDraft = useRef<Draft | null>(null);
  const press = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // A second press while the first one waits would go out after it, and meet its own post as somebody else's change.
    if (waits.current || navigation.state === 'submitting') return;
    waits.current = true;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const sent = new FormData(event.currentTarget, submitter);
    setPressed(String(sent.get('intent')));
    sentDraft.current = draft;
    const pressedAt = Date.now();
    if (!scheduled) await autosave.flush();
    sent.set('waited', String(Math.max(0, Date.now() - pressedAt)));
    waits.current = false;
    const post = autosave.post.current;
    if (post) {
      sent.set('postId', post.id);
      sent.set('etag', post.etag);
    }
    // The draft may be there already, and only the answer was lost: asked for in the same words, it is the same one.
    if (!post && autosave.creating.current) sent.set('creating', JSON.stringify(autosave.creating.current));
    sent.set('press', pressKey.current);
    sent.set('back', placeBefore() ?? '');
    autosave.hold();
    submit(sent, { method: 'post' });
  };
  // An answer that leads elsewhere keeps the form until that page is here; one that stays lets go of it.
  const answered = navigation.state === 'loading' && navigation.formData !== undefined;
  const stays = answered && navigation.location.pathname === pathname;
  // Answered here, or given up for another way out of this page.
  const over = navigation.state === 'idle' || stays || (navigation.state === 'loading' && !answered);
  const landed = answered && !stays && sentDraft.current === draft;
  const { release, landed: tellLanded } = autosave;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step of a press counts once
  useEffect(() => {
    tellLanded(landed);
    if (navigation.state === 'idle') release();
    if (over && !waits.current) setPressed('');
  }, [landed, navigation.state, over, answer]);
  return { press, busy: !stays && Object.hasOwn(BUSY, pressed) ? BUSY[pressed as keyof typeof BUSY] : null };
}
