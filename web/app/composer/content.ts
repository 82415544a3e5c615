/** A post as the form shows it, and the form as the API takes it. */
import type { CreatePost, Post } from '@tiktimer/worker/contract';
import type { Draft } from './draft.ts';
import {
  CAPTION_UNITS_MAX,
  emptyDraft,
  LATEST_MIN_DEFAULT,
  latestMinOf,
  localTime,
  spoken,
} from './draft.ts';
import { whatMeans } from './when.ts';

/** A post as the form shows it. A time that has passed is no suggestion. */
export function draftOf(post: Post, zone: string, now: number): Draft {
  const { publishAt, latestAt } = post.intended ? { ...post.intended, publishAt: post.intended.at } : post;
  const planned = publishAt ? Date.parse(publishAt) : 0;
  const { ownBrand, branded } = post.disclosure;
  return {
    ...emptyDraft(zone, now),
    ...(planned > now && {
      ...localTime(planned, post.intended?.zone ?? post.zone ?? zone),
      fold: foldOf(planned, post.intended?.zone ?? post.zone ?? zone),
      latestMin: latestMinOf({ publishAt, latestAt }),
    }),
    accountId: post.accountId ?? '',
    mediaId: post.mediaId ?? '',
    caption: post.caption,
    privacy: post.privacy ?? '',
    allowComment: post.allowComment,
    allowDuet: post.allowDuet,
    allowStitch: post.allowStitch,
    disclose: ownBrand || branded,
    ownBrand,
    branded,
    aiGenerated: post.aiGenerated,
    coverMs: post.coverMs,
  };
}

/** What goes out, as the API takes it. With the disclosure switch off neither box counts, whatever was ticked before. */
export function contentOf(draft: Draft): Omit<CreatePost, 'intended'> {
  return {
    accountId: (draft.accountId || null) as CreatePost['accountId'],
    mediaId: (draft.mediaId || null) as CreatePost['mediaId'],
    caption: draft.caption,
    privacy: draft.privacy === '' ? null : draft.privacy,
    allowComment: draft.allowComment,
    allowDuet: draft.allowDuet,
    allowStitch: draft.allowStitch,
    disclosure: { ownBrand: draft.disclose && draft.ownBrand, branded: draft.disclose && draft.branded },
    aiGenerated: draft.aiGenerated,
    coverMs: draft.coverMs,
  };
}

/** All that is kept of a post that is not scheduled: its content, and the time that was picked for it. */
export const writtenOf = (draft: Draft): CreatePost => ({ ...contentOf(draft), intended: intendedOf(draft) });

function intendedOf(draft: Draft): CreatePost['intended'] {
  if (draft.when === 'now' || (spoken(draft) === draft.suggested && draft.latestMin === LATEST_MIN_DEFAULT))
    return null;
  const means = whatMeans(draft.date, draft.time, draft.zone, draft.fold);
  if (means.kind !== 'at') return null;
  const latestAt = new Date(means.at + draft.latestMin * 60_000).toISOString();
  return {
    at: new Date(means.at).toISOString(),
    latestAt: draft.latestMin === LATEST_MIN_DEFAULT ? null : latestAt,
    zone: draft.zone,
  };
}

/** Which of two equal wall-clock times an instant is, in the hour that happens twice. */
export function foldOf(at: number, zone: string): 'first' | 'second' {
  const { date, time } = localTime(at, zone);
  const second = whatMeans(date, time, zone, 'second');
  return second.kind === 'at' && second.twice && second.at <= at ? 'second' : 'first';
}

/** Why the API would not keep this as a draft, where the page can tell before: it would only say that it is not valid. */
export const unfitWords = ({ caption = '' }: Pick<CreatePost, 'caption'>): string | null =>
  caption.length > CAPTION_UNITS_MAX ? 'the caption is too long' : null;
