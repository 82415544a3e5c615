import { Form } from '@remix-run/react';
import { Suspense, useCallback, useRef } from 'react';
import { Awake } from '../components/awake.tsx';
import { CaptionField } from '../components/caption-field.tsx';
import { ComposerPart } from '../components/composer-part.tsx';
import { lazily } from '../components/lazily.tsx';
import { ScheduleBar } from '../components/schedule-bar.tsx';
import { VideoPart } from '../components/video-part.tsx';
import { useDay } from '../lib/clock.ts';
import { useFetchLater } from '../lib/fetch-later.ts';
import { labelOf } from '../lib/tiktok-words.ts';
import { AccountPart } from './account-part.tsx';
import { Answers } from './answers.tsx';
import { buttonLabel } from './button-label.ts';
import type { ComposerData, Refusal } from './composer-data.ts';
import { Cover } from './cover.tsx';
import { consentOf } from './draft.ts';
import { Header } from './header.tsx';
import { HiddenFields } from './hidden-fields.tsx';
import { SidePreview } from './preview.tsx';
import { Problem } from './problem.tsx';
import { ReconnectForm } from './reconnect-form.tsx';
import { useAccountDetails } from './use-account-details.ts';
import { useComposer } from './use-composer.ts';
import { useComposerKeys } from './use-composer-keys.ts';
import { usePress } from './use-press.ts';
import { handleOf, useReadiness } from './use-readiness.ts';
import { useVideo } from './use-video.ts';

const Checks = lazily(async () => ({ default: (await import('./checks-part.tsx')).ChecksPart }));
const AccountTabs = lazily(async () => ({ default: (await import('./account-tabs.tsx')).AccountTabs }));
const NearOrGone = lazily(async () => ({ default: (await import('./near-or-gone.tsx')).NearOrGone }));
const StaleDialog = lazily(async () => ({
  default: (await import('../components/stale-dialog.tsx')).StaleDialog,
}));
/** What a press may open. */
const LATER = [
  () => import('./account-tabs.tsx'),
  () => import('./more-menu.tsx'),
  () => import('./near-or-gone.tsx'),
  () => import('../components/preview-sheet.tsx'),
  () => import('../components/stale-dialog.tsx'),
  () => import('../components/upload-row.tsx'),
  () => import('../upload/upload-file.ts'),
];

/** While a press is on its way, what is agreed to stays as it was pressed: nobody types words that go nowhere. */
const PRESSED = { change() {}, tick() {}, choose() {}, show() {} };

interface ComposerProps {
  data: ComposerData;
  problem: Refusal | null;
}

/** The page on which a post is written; a sign-in that TikTok ended is mended from it. */
export const Composer = (props: ComposerProps) => (
  <>
    <Sheet {...props} />
    <ReconnectForm {...props.data} />
  </>
);

/** Parts in TikTok's order, what one agrees to directly above the button. */
function Sheet({ data, problem }: ComposerProps) {
  useFetchLater(LATER);
  const composer = useComposer(data, problem);
  const { draft, ticked, drafts, autosave } = composer;
  const scheduled = data.post?.scheduled ?? false;
  const today = useDay();
  const details = useAccountDetails(ticked, data.account);
  const account = details.of(draft.accountId);
  const video = useVideo(data, draft.mediaId, composer.change);
  const { shown, means, tooLong, clash, missing, complete, around } = useReadiness({
    draft,
    drafts,
    accounts: data.accounts,
    detailOf: details.of,
    media: video.chosen,
    uploading: video.uploading,
    refused: video.refused,
    planned: data.planned,
    ownId: autosave.post.current?.id ?? null,
  });
  const { press, busy } = usePress(autosave, scheduled, composer.pressKey, draft);
  const { change, tick, choose, show } = busy ? PRESSED : composer;
  const form = useRef<HTMLFormElement>(null);
  useComposerKeys(
    form,
    useCallback(() => void autosave.flush(), [autosave.flush]),
  );
  const preview = {
    video: video.url,
    poster: video.chosen?.posterUrl ?? null,
    coverMs: draft.coverMs,
    name: account?.creatorInfo?.nickname ?? account?.nickname ?? 'You',
    picture: account?.avatarUrl ?? null,
    caption: draft.caption,
    label: draft.disclose ? labelOf(draft) : null,
  };
  const failed = details.failed(draft.accountId);
  return (
    <Form ref={form} method="post" noValidate onSubmit={(event) => void press(event)}>
      <HiddenFields data={data} draft={draft} drafts={drafts} />
      <Header
        title={data.title}
        zone={draft.zone}
        autosave={autosave}
        scheduled={scheduled}
        leaveTo={data.post ? `/posts/${data.post.id}` : '/posts'}
        preview={preview}
      />
      <main id="content">
        <div className="mx-auto grid max-w-[1180px] gap-12 beside:grid-cols-[minmax(0,748px)_1fr] px-4 pt-6 lg:px-8">
          <div aria-busy={busy !== null} className="min-w-0 aria-busy:cursor-progress aria-busy:opacity-60">
            {problem && !problem.theirs && problem.code !== 'too_late' && (
              <Problem problem={problem} accounts={data.accounts} />
            )}
            <ComposerPart name="Post to" part={1}>
              <AccountPart
                accounts={data.accounts}
                chosen={draft.accountId}
                ticked={ticked}
                several={!scheduled && data.accounts.length > 1}
                detail={account}
                failed={failed}
                time={{ at: draft.when === 'at' && means.kind === 'at' ? means.at : null, zone: draft.zone }}
                capped={ticked
                  .filter((id) => id !== draft.accountId)
                  .flatMap((id) => details.of(id)?.cannotPost ?? [])}
                onChoose={choose}
                onTick={tick}
                onTime={change}
                onAgain={() => details.again(draft.accountId)}
              />
            </ComposerPart>
            <ComposerPart name="Video" part={2}>
              <VideoPart
                chosen={video.chosen}
                tooLong={tooLong}
                library={video.library}
                unfinished={data.unfinished}
                upload={video.upload.state}
                check={video.upload.check}
                cover={
                  video.chosen && (
                    <Cover
                      key={video.chosen.id}
                      media={video.chosen}
                      file={video.local}
                      value={draft.coverMs}
                      onChange={(coverMs) => change({ coverMs })}
                      onPoster={video.add}
                    />
                  )
                }
                onFile={video.upload.start}
                onPause={video.upload.pause}
                onRemove={video.upload.remove}
                onChoose={(mediaId) => change({ mediaId, coverMs: null })}
              />
            </ComposerPart>
            <ComposerPart name="Caption" part={3}>
              <CaptionField
                value={draft.caption}
                hashtags={data.hashtags}
                handles={data.handles}
                onChange={(caption) => change({ caption })}
              />
            </ComposerPart>
            {drafts.length > 1 && (
              <Suspense>
                <AccountTabs
                  accounts={data.accounts.filter(({ id }) => ticked.includes(id))}
                  shown={draft.accountId}
                  done={complete}
                  onShow={show}
                />
              </Suspense>
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
                failed={failed}
                scheduled={scheduled}
                home={data.home}
                usual={data.usual[draft.accountId] ?? []}
                means={means}
                clash={clash && { at: clash.at, handle: handleOf(data.accounts, draft.accountId) }}
                onChange={change}
              />
            </div>
            <ComposerPart name="Checks" part={7}>
              <div className="min-h-34">
                <Awake>
                  <Suspense>
                    <Checks draft={shown} around={around} />
                  </Suspense>
                </Awake>
                <noscript>Checked when you press.</noscript>
              </div>
            </ComposerPart>
          </div>
          <SidePreview {...preview} />
        </div>
        <ScheduleBar
          label={buttonLabel(draft, means, scheduled, drafts.length, today)}
          missing={missing}
          consent={
            drafts.some((one) => consentOf(one) === 'branded_content') ? 'branded_content' : 'music_usage'
          }
          busy={busy}
          editing={scheduled}
        />
      </main>
      {data.post?.scheduled && (
        <Awake>
          <Suspense>
            <NearOrGone post={data.post} problem={problem} zone={draft.zone} stopping={busy === 'stop'} />
          </Suspense>
        </Awake>
      )}
      {autosave.theirs && (
        <Suspense>
          <StaleDialog
            theirs={autosave.theirs}
            mine={{ caption: draft.caption, privacy: draft.privacy || null }}
            zone={draft.zone}
            onKeep={() => void autosave.keepMine()}
            onSee={composer.takeTheirs}
          />
        </Suspense>
      )}
    </Form>
  );
}
