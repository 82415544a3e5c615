import { Form, Link, useFetcher, useNavigation } from '@remix-run/react';
import type { Account, AccountDetail, Media, Upload } from '@tiktimer/worker/contract';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { CaptionField } from '../components/caption-field.tsx';
import { ComposerPart } from '../components/composer-part.tsx';
import { DisclosureBox, labelOf } from '../components/disclosure-box.tsx';
import { InteractionChecks } from '../components/interaction-checks.tsx';
import { PhonePreview } from '../components/phone-preview.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { ScheduleBar } from '../components/schedule-bar.tsx';
import { Switch } from '../components/switch.tsx';
import { VideoPart } from '../components/video-part.tsx';
import { VisibilitySelect } from '../components/visibility-select.tsx';
import { WhenPicker } from '../components/when-picker.tsx';
import { WhenSegments } from '../components/when-segments.tsx';
import { useNow } from '../lib/clock.ts';
import { duration, planned } from '../lib/format.ts';
import { useUpload } from '../upload/use-upload.ts';
import { AccountPart } from './account-part.tsx';
import type { Draft } from './draft.ts';
import { consentOf } from './draft.ts';
import { whatIsMissing } from './missing.ts';
import { whatMeans } from './when.ts';

export interface ComposerData {
  title: string;
  /** The post being written, once it exists: the next press changes it instead of making another. */
  post: { id: string; etag: string; scheduled: boolean } | null;
  draft: Draft;
  accounts: Account[];
  account: AccountDetail | null;
  library: Media[];
  unfinished: Upload[];
  zones: string[];
}

/** The page on which a post is written: parts in TikTok's order, what one agrees to directly above the button. */
export function Composer({
  data,
  problem,
}: {
  data: ComposerData;
  problem: { detail: string; code: string } | null;
}) {
  const [draft, setDraft] = useState(data.draft);
  const [added, setAdded] = useState<Media[]>([]);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const account = useAccount(draft.accountId, data.account);
  const library = [...added, ...data.library];
  const chosen = library.find(({ id }) => id === draft.mediaId) ?? null;
  const upload = useUpload((media) => {
    setAdded((before) => [media, ...before]);
    change({ mediaId: media.id });
  });

  const now = useNow();
  const means = whatMeans(draft.date, draft.time, draft.zone, draft.fold);
  const options = account?.creatorInfo?.privacyOptions ?? [];
  // What this creator is not offered can't stay chosen; another is never picked instead.
  const privacy: Draft['privacy'] =
    draft.privacy !== '' && options.includes(draft.privacy) ? draft.privacy : '';
  const tooLong = tooLongFor(chosen, account);
  const shown: Draft = { ...draft, privacy };
  const missing = whatIsMissing(shown, {
    uploading: upload.state.step !== 'idle',
    mediaBlocked: chosen?.status === 'rejected' || tooLong !== null,
    cannotPost: account?.cannotPost ?? null,
    means,
    now,
  });

  const navigation = useNavigation();
  const pressed = navigation.formData?.get('intent');
  const busy = navigation.state !== 'idle' && (pressed === 'save' || pressed === 'go') ? pressed : null;

  return (
    <Form method="post" noValidate>
      {data.post && <input type="hidden" name="postId" value={data.post.id} />}
      {data.post && <input type="hidden" name="etag" value={data.post.etag} />}
      <header className="flex items-center gap-3 border-line border-b px-4 py-3 lg:px-8">
        <Link
          to={data.post ? `/posts/${data.post.id}` : '/posts'}
          aria-label="Close"
          className="grid size-11 place-items-center rounded-md text-soft hover:bg-sunken md:size-9"
        >
          <X size={20} strokeWidth={1.75} aria-hidden />
        </Link>
        <h1 tabIndex={-1} className="text-lg tracking-title">
          {data.title}
        </h1>
      </header>
      <main id="content">
        <div className="mx-auto grid max-w-[1180px] gap-12 px-4 pt-6 lg:grid-cols-[minmax(0,748px)_1fr] lg:px-8">
          <div className="min-w-0">
            {problem && (
              <div className="mb-6">
                <ProblemNote
                  action={
                    problem.code === 'stale' &&
                    data.post && (
                      <a href={`/posts/${data.post.id}/edit`} className="link">
                        See the new version
                      </a>
                    )
                  }
                >
                  {problem.detail}
                </ProblemNote>
              </div>
            )}
            <ComposerPart name="Post to">
              <AccountPart
                accounts={data.accounts}
                chosen={draft.accountId}
                detail={account}
                onChoose={(accountId) => change({ accountId })}
              />
            </ComposerPart>
            <ComposerPart name="Video">
              <VideoPart
                chosen={chosen}
                tooLong={tooLong}
                library={library.filter(({ status, id }) => status === 'ready' || id === draft.mediaId)}
                unfinished={data.unfinished}
                upload={upload.state}
                onFile={upload.start}
                onPause={upload.pause}
                onRemove={upload.remove}
                onChoose={(mediaId) => change({ mediaId })}
              />
            </ComposerPart>
            <ComposerPart name="Caption">
              <CaptionField value={draft.caption} onChange={(caption) => change({ caption })} />
            </ComposerPart>
            <ComposerPart name="Viewers">
              {account?.creatorInfo ? (
                <div className="grid gap-5">
                  <VisibilitySelect
                    value={privacy}
                    options={options}
                    branded={draft.disclose && draft.branded}
                    onChange={(level) => change({ privacy: level })}
                  />
                  <InteractionChecks
                    values={draft}
                    info={account.creatorInfo}
                    onChange={(name, on) => change({ [name]: on })}
                  />
                </div>
              ) : (
                <p id="privacy" tabIndex={-1} className="text-soft">
                  Who can see it and what viewers may do come from TikTok, so they wait for the account.
                </p>
              )}
            </ComposerPart>
            <ComposerPart name="Disclosure">
              <DisclosureBox
                values={draft}
                privacy={privacy}
                onChange={(name, on) => change({ [name]: on })}
              />
              <div className="mt-2 px-3.5 py-2">
                <Switch
                  name="aiGenerated"
                  label="AI-generated content"
                  hint="TikTok will label it."
                  on={draft.aiGenerated}
                  onChange={(aiGenerated) => change({ aiGenerated })}
                />
              </div>
            </ComposerPart>
            <ComposerPart name="When">
              {!data.post?.scheduled && (
                <WhenSegments value={draft.when} onChange={(when) => change({ when })} />
              )}
              {draft.when === 'at' ? (
                <WhenPicker value={draft} means={means} zones={data.zones} onChange={change} />
              ) : (
                <p className="text-soft">Goes out when you press Post now.</p>
              )}
            </ComposerPart>
          </div>
          <div className="pb-10 max-lg:hidden">
            <div className="sticky top-6">
              <PhonePreview
                video={chosen?.url ?? null}
                name={account?.creatorInfo?.nickname ?? account?.nickname ?? 'You'}
                caption={draft.caption}
                label={draft.disclose ? labelOf(draft) : null}
              />
            </div>
          </div>
        </div>
        <ScheduleBar
          label={buttonLabel(draft, means, data.post?.scheduled ?? false)}
          missing={missing}
          consent={consentOf(draft)}
          busy={busy}
          editing={data.post?.scheduled ?? false}
        />
      </main>
    </Form>
  );
}

function buttonLabel(draft: Draft, means: ReturnType<typeof whatMeans>, scheduled: boolean): string {
  if (scheduled) return 'Save changes';
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

/** What TikTok says of the chosen account: from the page for the first, asked anew when the creator changes it. */
function useAccount(accountId: string, first: AccountDetail | null): AccountDetail | null {
  const fetcher = useFetcher<AccountDetail>();
  const { load } = fetcher;
  const known = [fetcher.data, first].find((detail) => detail?.id === accountId) ?? null;
  const wanted = accountId !== '' && !known;
  useEffect(() => {
    if (wanted) load(`/resources/accounts/${accountId}`);
  }, [wanted, accountId, load]);
  return known as AccountDetail | null;
}
