import type { MetaFunction } from '@remix-run/cloudflare';
import { Link } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { ArrowRight, Send, UserRound } from 'lucide-react';
import { LinkButton } from '../components/button.tsx';
import { ConnectButton } from '../components/connect-button.tsx';
import { Step } from '../welcome/step.tsx';
import { useWelcome } from './welcome.tsx';

export const meta: MetaFunction = () => [{ title: 'Connect TikTok · TikTimer' }];

/** What we ask TikTok for, and why (README: the scopes user.info.basic and video.publish). */
const ASKED: { name: string; why: string; icon: LucideIcon }[] = [
  {
    name: 'See your name and picture',
    why: 'So that you always know where a post goes.',
    icon: UserRound,
  },
  { name: 'Post for you', why: 'Only what you scheduled, only when you said.', icon: Send },
];

export default function WelcomeAccount() {
  const { account, instance } = useWelcome();
  if (account) return <Connected username={account.username} />;
  return (
    <Step
      step={1}
      title="Connect TikTok"
      lead="You sign in on TikTok’s own page. We never see your password."
    >
      <ul className="mb-8 grid gap-5">
        {ASKED.map(({ name, why, icon: Icon }) => (
          <li key={name} className="flex gap-3.5">
            <Icon size={20} strokeWidth={1.75} aria-hidden className="mt-0.5 flex-none text-soft" />
            <span>
              <b className="block font-medium">{name}</b>
              <span className="text-soft">{why}</span>
            </span>
          </li>
        ))}
      </ul>
      {instance.rehearsal && (
        <p className="mb-6 rounded-lg bg-sunken px-4 py-3 text-soft">
          This TikTimer has no TikTok keys yet. Use the rehearsal account; everything works except the real
          posting.{' '}
          <Link to="/go-live" className="link">
            How to add keys
          </Link>
        </p>
      )}
      <ConnectButton primary returnTo="/welcome/video">
        {instance.rehearsal ? 'Use rehearsal account' : 'Connect TikTok'}
      </ConnectButton>
      <p className="mt-5 text-muted text-sm">
        You can take this back at any time, here or in the TikTok app.
      </p>
    </Step>
  );
}

function Connected({ username }: { username: string }) {
  return (
    <Step step={1} title="TikTok is connected" lead={`Posts go out as @${username}.`}>
      <LinkButton to="/welcome/video" variant="primary" size="lg" icon={ArrowRight}>
        Drop a video
      </LinkButton>
    </Step>
  );
}
