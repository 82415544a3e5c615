/** TikTok's own pages, and its words around them (tiktok-api.md 13.4). */
const MUSIC = 'https://www.tiktok.com/legal/page/global/music-usage-confirmation/en';
const BRANDED = 'https://www.tiktok.com/legal/page/global/bc-policy/en';

const Policy = ({ href, children }: { href: string; children: string }) => (
  <a href={href} target="_blank" rel="noreferrer" className="link">
    {children}
  </a>
);

/** What the creator agrees to by the press below it; the form sends which of the two texts stood here. */
export function ConsentLine({ consent }: { consent: 'music_usage' | 'branded_content' }) {
  return (
    <>
      <input type="hidden" name="consent" value={consent} />
      <p id="consent">
        By posting, you agree to TikTok&apos;s{' '}
        {consent === 'branded_content' && (
          <>
            <Policy href={BRANDED}>Branded Content Policy</Policy> and{' '}
          </>
        )}
        <Policy href={MUSIC}>Music Usage Confirmation</Policy>.
      </p>
    </>
  );
}
