import { useActionData, useFetcher } from '@remix-run/react';
import type { DeletionBegun, TestSent } from '@tiktimer/worker/contract';
import { useEffect, useRef } from 'react';
import { useAnnounce } from '../components/toast.tsx';
import type { Trouble } from '../lib/door.server.ts';
import type { FormErrors } from '../lib/form-errors.ts';
import { formErrors, NO_ERRORS } from '../lib/form-errors.ts';
import { useFirstError } from '../lib/use-first-error.ts';

/** What an action of the settings answers: which card was saved, or why not. */
export interface CardAnswer {
  card: string;
  problem?: Trouble;
  /** What a deletion that began has stopped. */
  begun?: DeletionBegun;
  /** Where an export can be fetched. */
  url?: string;
  /** What a test reached. */
  sent?: TestSent;
}

/**
 * The state of one card. Its form goes by a fetcher, so that the page stays as it is; without scripts the page comes back
 * whole, with the same answer. Where the card tells of its success itself, `said` is null.
 */
export function useCard(card: string, said: string | null = 'Saved') {
  const fetcher = useFetcher<CardAnswer>({ key: `card-${card}` });
  const plain = useActionData<CardAnswer>();
  const announce = useAnnounce();
  const form = useRef<HTMLFormElement>(null);
  const busy = fetcher.state !== 'idle';
  const answer = fetcher.data ?? (plain?.card === card ? plain : undefined);
  const saved = !busy && answer !== undefined && answer.problem === undefined;
  const errors = useErrors(busy ? undefined : answer?.problem);
  useFirstError(form, errors);
  useEffect(() => {
    if (saved && said !== null) announce(said);
  }, [saved, said, announce]);
  return { Form: fetcher.Form, form, busy, saved, errors, answer };
}
export type CardState = ReturnType<typeof useCard>;

/** The same object while the answer is the same: effects look at it. */
function useErrors(problem: Trouble | undefined): FormErrors {
  const last = useRef<{ problem: Trouble; errors: FormErrors }>();
  if (!problem) return NO_ERRORS;
  if (last.current?.problem !== problem) last.current = { problem, errors: formErrors(problem) };
  return last.current.errors;
}
