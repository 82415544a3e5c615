import { useEffect, useState } from 'react';
import { askPushInfo, mayOffer, noteOffer, turnOn } from '../lib/push-here.ts';
import { Button } from './button.tsx';
import { useToast } from './toast.tsx';

/** Asked once in a browser, after a first post went live. The browser's own question comes only after `Turn on`. */
export function PushOffer() {
  const toast = useToast();
  const [publicKey, setPublicKey] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!mayOffer()) return;
    let gone = false;
    void askPushInfo().then((push) => {
      if (gone || !push?.publicKey) return;
      noteOffer();
      setPublicKey(push.publicKey);
    });
    return () => {
      gone = true;
    };
  }, []);
  if (publicKey === null) return null;
  const press = async () => {
    setBusy(true);
    const refused = await turnOn(publicKey);
    setPublicKey(null);
    toast(refused === null ? { text: 'This device gets pushes now.' } : { text: refused, tone: 'bad' });
  };
  return (
    <section aria-label="Messages on this device" className="mt-3 rounded-md bg-steel-tint px-3.5 py-3">
      <p>Get a message on your phone when it is live?</p>
      <div className="mt-2 flex gap-2">
        <Button type="button" size="sm" variant="primary" pending={busy} onClick={() => void press()}>
          Turn on
        </Button>
        <Button type="button" size="sm" variant="quiet" onClick={() => setPublicKey(null)}>
          Not now
        </Button>
      </div>
    </section>
  );
}
