import type { MetaFunction } from '@remix-run/cloudflare';
import { Form, useLoaderData } from '@remix-run/react';
import type { Media } from '@tiktimer/worker/contract';
import { ArrowRight, Film } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { FieldError } from '../components/text-field.tsx';
import { VideoPart } from '../components/video-part.tsx';
import { listMedia, listUploads } from '../lib/api.server.ts';
import { page } from '../lib/door.server.ts';
import { useAwake } from '../lib/use-awake.ts';
import { useUpload } from '../upload/use-upload.ts';
import sampleUrl from '../welcome/sample-clip.mp4?url';
import { Step } from '../welcome/step.tsx';

export const meta: MetaFunction = () => [{ title: 'Drop a video · TikTimer' }];

export const loader = page(async ({ context: { api } }) => {
  const [library, unfinished] = await Promise.all([listMedia(api), listUploads(api)]);
  return { library: library.filter(({ status }) => status === 'ready'), unfinished };
});

export default function WelcomeVideo() {
  const { library, unfinished } = useLoaderData<typeof loader>();
  const [added, setAdded] = useState<Media[]>([]);
  const [mediaId, setMediaId] = useState('');
  const [unreachable, setUnreachable] = useState(false);
  const upload = useUpload((media) => {
    setAdded((before) => [media, ...before]);
    setMediaId(media.id);
  });
  const all = [...added, ...library];
  const chosen = all.find(({ id }) => id === mediaId) ?? null;
  const takeSample = async () => {
    setUnreachable(false);
    try {
      const answer = await fetch(sampleUrl);
      if (!answer.ok) throw new Error(`The sample answered ${answer.status}.`);
      const file = new File([await answer.blob()], 'sample-clip.mp4', { type: 'video/mp4' });
      await upload.start(file);
    } catch (error) {
      console.warn(error);
      setUnreachable(true);
    }
  };
  return (
    <Step
      step={2}
      title="Drop a video"
      lead="It is checked against what TikTok takes before anything goes out."
    >
      <Form method="get" action="/welcome/time">
        <VideoPart
          chosen={chosen}
          tooLong={null}
          library={all}
          unfinished={unfinished}
          upload={upload.state}
          check={upload.check}
          cover={null}
          onFile={upload.start}
          onPause={upload.pause}
          onRemove={upload.remove}
          onChoose={setMediaId}
        />
        {unreachable && (
          <div role="alert" className="mt-3">
            <FieldError>The sample clip could not be fetched. Try again.</FieldError>
          </div>
        )}
        <div className="mt-6 flex flex-wrap items-center gap-3">
          <GoOn chosen={chosen} />
          {!chosen && upload.state.step === 'idle' && <SampleButton onPress={takeSample} />}
        </div>
      </Form>
    </Step>
  );
}

/** Without scripts the browser itself sends what was picked, so nothing bars the way there. */
function GoOn({ chosen }: { chosen: Media | null }) {
  const awake = useAwake();
  const reason = chosen?.status === 'rejected' ? 'Choose a video TikTok takes.' : 'Choose a video first.';
  const barred = awake && chosen?.status !== 'ready';
  return (
    <Button
      variant="primary"
      size="lg"
      icon={ArrowRight}
      disabledReason={barred ? reason : undefined}
      onClick={(event) => barred && event.preventDefault()}
    >
      Pick a time
    </Button>
  );
}

function SampleButton({ onPress }: { onPress: () => void }) {
  if (!useAwake()) return null;
  return (
    <Button type="button" variant="quiet" size="lg" icon={Film} onClick={onPress}>
      Use a sample clip
    </Button>
  );
}
