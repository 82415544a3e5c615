import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { data } from '@remix-run/cloudflare';
import { DeletionBegun, ExportLink, TestSent } from '@tiktimer/worker/contract';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { deed, text, troubleOf } from '../lib/door.server.ts';
import type { CardAnswer } from './use-card.ts';

type Save = (args: ActionFunctionArgs, form: FormData) => Promise<unknown>;

/** The action of a settings page: each form names its card, and gets the card's own answer. */
export const cardDeed = (cards: Record<string, Save>) =>
  deed(async (args, form) => {
    const card = text(form, 'card');
    const save = Object.hasOwn(cards, card) ? cards[card] : undefined;
    if (!save) throw data(null, { status: 422 });
    try {
      const answer = await save(args, form);
      const begun = DeletionBegun.safeParse(answer).data;
      const link = ExportLink.safeParse(answer).data;
      const sent = TestSent.safeParse(answer).data;
      return data<CardAnswer>({
        card,
        ...(begun && { begun }),
        ...(link && { url: link.url }),
        ...(sent && { sent }),
      });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.body.status >= 500 || error.body.code === 'unauthenticated')
        throw error;
      return data<CardAnswer>({ card, problem: troubleOf(error) }, error.body.status);
    }
  });
