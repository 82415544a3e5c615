import { Form, Link, useNavigation, useSubmit } from '@remix-run/react';
import type { Account, AccountDetail, Media, Post, Upload } from '@tiktimer/worker/contract';
import { X } from 'lucide-react';
import type { FormEvent } from 'react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { CaptionField } from '../components/caption-field.tsx';
import { CheckList } from '../components/check-list.tsx';
import { ComposerPart } from '../components/composer-part.tsx';
import { PhonePreview } from '../components/phone-preview.tsx';
import { PreviewSheet } from '../components/preview-sheet.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { SaveMark } from '../components/save-mark.tsx';
import { ScheduleBar } from '../components/schedule-bar.tsx';
import { VideoPart } from '../components/video-part.tsx';
import { useNow } from '../lib/clock.ts';
import { duration, planned } from '../lib/format.ts';
import { takeSharedFile } from '../lib/shared-file.ts';
import { labelOf } from '../lib/tiktok-words.ts';
import { useAwake } from '../lib/use-awake.ts';
import { useUpload } from '../upload/use-upload.ts';
import { AccountPart } from './account-part.tsx';
import { AccountTabs } from './account-tabs.tsx';
import { Answers } from './answers.tsx';
import { checksOf } from './checks.ts';
import type { Planned } from './clash.ts';
import { clashOf } from './clash.ts';
import { Cover } from './cover.tsx';
import type { Draft } from './draft.ts';
import { consentOf } from './draft.ts';
import { whatIsMissing } from './missing.ts';
import { useAccountDetails } from './use-account-details.ts';
import { useComposer } from './use-composer.ts';
import { useComposerKeys } from './use-composer-keys.ts';
import { whatMeans } from './when.ts';

const StaleDialog = lazy(async () => ({
  default: (await import('../components/stale-dialog.tsx')).StaleDialog,
}));

export interface ComposerData {
  title: string;
  /** Whose words these are; what this tab keeps of them is kept for nobody else. */
  userId: string;
  /** The post being written, once it exists: the next press changes it instead of making another. */
  post: { id: string; etag: string; scheduled: boolean } | null;
  /** The address asked for something of its own (a time, an account, a video), so nothing older is taken up again. */
  asked: boolean;
  /** Where the creator came from, if that decides where a press leads to. */
  from: string;
  /** A file shared with the app from a phone's gallery waits for this page. */
  shared: boolean;
  draft: Draft;
  accounts: Account[];
  account: AccountDetail | null;
  library: Media[];
  unfinished: Upload[];
  hashtags: string[];
  planned: Planned[];
  zones: string[];
}
export interface Refusal {
  detail: string;
  code: string;
  /** What somebody else made of the post meanwhile. */
  theirs?: Post | undefined;
  /** Of several accounts, those whose posts are scheduled by now. */
  done?: { accountId: string; postId: string }[] | undefined;
}

/** The page on which a post is written: parts in TikTok's order, what one agrees to directly above the button. */
export function Composer({ data, problem }: { data: ComposerData; problem: Refusal | null }) {
  const { draft, change, ticked, tick, choose, show, drafts, autosave, takeTheirs } = useComposer(
    data,
    problem,
  );
  const scheduled = data.post?.scheduled ?? false;
  const awake = useAwake();
  const several = awake && !scheduled && data.accounts.length > 1;

  const details = useAccountDetails(ticked, data.account);
  const account = details.of(draft.accountId);
  const [added, setAdded] = useState<Media[]>([]);
  const [file, setFile] = useState<{ mediaId: string; file: File } | null>(null);
  const library = [...added, ...data.library.filter(({ id }) => !added.some((other) => other.id === id))];
  const chosen = library.find(({ id }) => id === draft.mediaId) ?? null;
  const upload = useUpload((media, from) => {
    setAdded((before) => [media, ...before.filter(({ id }) => id !== media.id)]);
    setFile({ mediaId: media.id, file: from });
    change({ mediaId: media.id, coverMs: null });
  });
  const uploading = upload.state.step !== 'idle';
  const { start } = upload;
  useEffect(() => {
    if (data.shared) void takeSharedFile().then((shared) => shared && start(shared));
  }, [data.shared, start]);

  const now = useNow();
  const meansOf = ({ date, time, zone, fold }: Draft) => whatMeans(date, time, zone, fold);
  const offered = (one: Draft): Draft => {
    // What this creator is not offered can't stay chosen; another is never picked instead.
    const options = details.of(one.accountId)?.creatorInfo?.privacyOptions ?? [];
    return { ...one, privacy: one.privacy !== '' && options.includes(one.privacy) ? one.privacy : '' };
  };
  const missingOf = (one: Draft) =>
    whatIsMissing(offered(one), {
      uploading,
      mediaBlocked: chosen?.status === 'rejected' || tooLongFor(chosen, details.of(one.accountId)) !== null,
      cannotPost: details.of(one.accountId)?.cannotPost ?? null,
      means: meansOf(one),
      now,
    });
  const shown = offered(draft);
  const means = meansOf(draft);
  const tooLong = tooLongFor(chosen, account);
  const clash =
    means.kind === 'at' && draft.when === 'at'
      ? clashOf(data.planned, means.at, draft.accountId, autosave.post.current?.id ?? null)
      : null;

  const incomplete = drafts.filter((one) => missingOf(one).length > 0);
  const missing =
    missingOf(draft).length > 0 || incomplete.length === 0
      ? missingOf(draft)
      : incomplete.slice(0, 1).map((one) => ({
          words: `answers for @${handleOf(data.accounts, one.accountId)}`,
          at: `tab-${one.accountId}`,
        }));

  const navigation = useNavigation();
  const pressed = navigation.formData?.get('intent');
  const busy = navigation.state !== 'idle' && (pressed === 'save' || pressed === 'go') ? pressed : null;
  const form = useRef<HTMLFormElement>(null);
  const submit = useSubmit();
  /** What is on its way is waited for, so that the press goes on with the same post in its newest state. */
  const press = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const sent = new FormData(event.currentTarget, submitter);
    if (!scheduled) await autosave.flush();
    const post = autosave.post.current;
    if (post) {
      sent.set('postId', post.id);
      sent.set('etag', post.etag);
    }
    submit(sent, { method: 'post' });
  };
  const saveNow = useCallback(() => void autosave.flush(), [autosave.flush]);
  useComposerKeys(form, saveNow);

  const local =
    upload.state.step === 'idle' ? (file?.mediaId === chosen?.id ? file?.file : null) : upload.state.file;
  const blob = useBlobUrl(local ?? null);
  const preview = {
    video: blob ?? chosen?.url ?? null,
    poster: chosen?.posterUrl ?? null,
    coverMs: draft.coverMs,
    name: account?.creatorInfo?.nickname ?? account?.nickname ?? 'You',
    caption: draft.caption,
    label: draft.disclose ? labelOf(draft) : null,
  };
  return (
    <Form ref={form} method="post" noValidate onSubmit={(event) => void press(event)}>
      {data.post && <input type="hidden" name="postId" value={data.post.id} />}
      {data.post && <input type="hidden" name="etag" value={data.post.etag} />}
      {data.from && <input type="hidden" name="from" value={data.from} />}
      <input type="hidden" name="suggested" value={draft.suggested} />
      <input type="hidden" name="coverMs" value={draft.coverMs ?? ''} />
      {drafts.length > 1 && <input type="hidden" name="drafts" value={JSON.stringify(drafts)} />}
      <header className="sticky top-0 z-10 flex min-h-[62px] items-center gap-3 border-line border-b bg-page px-4 py-2 lg:px-8">
        <Link
          to={data.post ? `/posts/${data.post.id}` : '/posts'}
          aria-label="Close"
          className="grid size-11 flex-none place-items-center rounded-md text-soft hover:bg-sunken md:size-9"
        >
          <X size={20} strokeWidth={1.75} aria-hidden />
        </Link>
        <h1 tabIndex={-1} className="flex-none text-lg tracking-title">
          {data.title}
        </h1>
        <span className="min-w-0 flex-1">
          <SaveMark state={autosave.state} zone={draft.zone} />
        </span>
        <PreviewSheet {...preview} />
      </header>
      <main id="content">
        <div className="mx-auto grid max-w-[1180px] gap-12 px-4 pt-6 lg:grid-cols-[minmax(0,748px)_1fr] lg:px-8">
          <div className="min-w-0">
            {problem && !problem.theirs && <Problem problem={problem} accounts={data.accounts} />}
            <ComposerPart name="Post to" part={1}>
              <AccountPart
                accounts={data.accounts}
                chosen={draft.accountId}
                ticked={ticked}
                several={several}
                detail={account}
                failed={details.failed(draft.accountId)}
                onChoose={choose}
                onTick={tick}
                onAgain={() => details.again(draft.accountId)}
              />
            </ComposerPart>
            <ComposerPart name="Video" part={2}>
              <VideoPart
                chosen={chosen}
                tooLong={tooLong}
                library={library.filter(({ status, id }) => status === 'ready' || id === draft.mediaId)}
                unfinished={data.unfinished}
                upload={upload.state}
                check={upload.check}
                cover={
                  chosen && (
                    <Cover
                      key={chosen.id}
                      media={chosen}
                      file={local ?? null}
                      value={draft.coverMs}
                      onChange={(coverMs) => change({ coverMs })}
                      onPoster={(media) =>
                        setAdded((before) => [media, ...before.filter(({ id }) => id !== media.id)])
                      }
                    />
                  )
                }
                onFile={upload.start}
                onPause={upload.pause}
                onRemove={upload.remove}
                onChoose={(mediaId) => change({ mediaId, coverMs: null })}
              />
            </ComposerPart>
            <ComposerPart name="Caption" part={3}>
              <CaptionField
                value={draft.caption}
                hashtags={data.hashtags}
                onChange={(caption) => change({ caption })}
              />
            </ComposerPart>
            {drafts.length > 1 && (
              <AccountTabs
                accounts={data.accounts.filter(({ id }) => ticked.includes(id))}
                shown={draft.accountId}
                done={drafts.filter((one) => missingOf(one).length === 0).map(({ accountId }) => accountId)}
                onShow={show}
              />
            )}
            <div
              {...(drafts.length > 1 && {
                id: 'answers',
                role: 'tabpanel',
                'aria-labelledby': `tab-${draft.accountId}`,
              })}
            >
              <Answers
                key={draft.accountId}
                draft={shown}
                account={account}
                failed={details.failed(draft.accountId)}
                scheduled={scheduled}
                zones={data.zones}
                means={means}
                clash={clash && { at: clash.at, handle: handleOf(data.accounts, draft.accountId) }}
                onChange={change}
              />
            </div>
            {awake && (
              <ComposerPart name="Checks" part={7}>
                <CheckList
                  checks={checksOf(shown, {
                    account,
                    media: chosen,
                    uploading,
                    tooLong: tooLong !== null,
                    means,
                    clash: clash !== null,
                    now,
                  })}
                  again="We look again when you press, 24 hours and 1 hour before, and tell you if anything changed."
                />
              </ComposerPart>
            )}
          </div>
          <div className="pb-10 max-lg:hidden">
            <div className="sticky top-20">
              <PhonePreview id="side" {...preview} />
            </div>
          </div>
        </div>
        <ScheduleBar
          label={buttonLabel(draft, means, scheduled, drafts.length)}
          missing={missing}
          consent={
            drafts.some((one) => consentOf(one) === 'branded_content') ? 'branded_content' : 'music_usage'
          }
          busy={busy}
          editing={scheduled}
        />
      </main>
      {autosave.theirs && (
        <Suspense>
          <StaleDialog
            theirs={autosave.theirs}
            mine={{ caption: draft.caption, privacy: draft.privacy || null }}
            zone={draft.zone}
            onKeep={() => void autosave.keepMine()}
            onSee={takeTheirs}
          />
        </Suspense>
      )}
    </Form>
  );
}

/** Why a press was refused; of several accounts, what became of each. */
function Problem({ problem, accounts }: { problem: Refusal; accounts: Account[] }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) note.current?.scrollIntoView({ block: 'center' });
  }, [problem]);
  return (
    <div ref={note} className="mb-6 scroll-mt-24">
      <ProblemNote>
        {problem.detail}
        {problem.done?.map(({ accountId, postId }) => (
          <span key={postId} className="block">
            @{handleOf(accounts, accountId)} is scheduled.{' '}
            <Link to={`/posts/${postId}`} className="link">
              Open
            </Link>
          </span>
        ))}
      </ProblemNote>
    </div>
  );
}

const handleOf = (accounts: Account[], accountId: string) =>
  accounts.find(({ id }) => id === accountId)?.username ?? 'this account';

function buttonLabel(
  draft: Draft,
  means: ReturnType<typeof whatMeans>,
  scheduled: boolean,
  posts: number,
): string {
  if (scheduled) return 'Save changes';
  if (posts > 1) return `Schedule ${posts} posts`;
  if (draft.when === 'now') return 'Post now';
  return means.kind === 'at' ? `Schedule for ${planned(means.at, draft.zone)}` : 'Schedule';
}

/** TikTok refuses videos over the creator's own limit, but only once it has them (tiktok-api.md 13.1c). */
function tooLongFor(media: Media | null, account: AccountDetail | null): string | null {
  const length = media?.facts?.durationMs;
  const info = account?.creatorInfo;
  if (length === undefined || !info || info.maxVideoSeconds === 0 || length <= info.maxVideoSeconds * 1000)
    return null;
  return `${duration(length)} long. @${info.username} may post up to ${duration(info.maxVideoSeconds * 1000)}.`;
}

/** An address for a file of this browser, as long as it is shown. */
function useBlobUrl(file: File | null): string | null {
  const url = useMemo(() => (file ? URL.createObjectURL(file) : null), [file]);
  useEffect(
    () => () => {
      if (url) URL.revokeObjectURL(url);
    },
    [url],
  );
  return url;
}
