import { Download } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../components/button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { beginDownload } from '../upload/ask-before-leaving.ts';
import { Card } from './card.tsx';
import { useCard } from './use-card.ts';

/** The download comes from the API's own address, as a link: a whole library must not go through this page's server. */
export function ExportCard() {
  const { Form, form, busy, errors, answer } = useCard('export');
  const url = busy ? undefined : answer?.url;
  // An attachment: the page stays where it is.
  useEffect(() => {
    if (!url) return;
    beginDownload();
    window.location.assign(url);
  }, [url]);
  return (
    <Card
      title="Export"
      lead="A ZIP with your profile, posts and receipts, accounts and notices as JSON, and your videos as you uploaded them. It is made while it downloads, so a large library takes its time."
    >
      {errors.whole && <ProblemNote>{errors.whole}</ProblemNote>}
      <Form ref={form} method="post" action="/settings/data">
        <input type="hidden" name="card" value="export" />
        <Button icon={Download} pending={busy}>
          Export my data
        </Button>
      </Form>
      {url && (
        <p role="status" className="mt-3 text-soft">
          Your download begins.{' '}
          <a href={url} onClick={beginDownload} className="link">
            Download it again
          </a>{' '}
          within an hour.
        </p>
      )}
    </Card>
  );
}
