/** An account's initial on a quiet disc. Pictures would come from TikTok's servers, and pages here ask nobody else for anything. */
const GROUNDS = ['bg-steel-tint text-steel', 'bg-line text-ink', 'bg-steel-line text-ink'];

export function AccountFace({ name, large }: { name: string; large?: boolean }) {
  const initial = [...name.trim()][0]?.toLocaleUpperCase('en-GB') ?? '?';
  const ground = GROUNDS[(initial.codePointAt(0) ?? 0) % GROUNDS.length];
  return (
    <span
      aria-hidden="true"
      className={`grid flex-none place-items-center rounded-full font-strong ${large ? 'size-12 text-md' : 'size-8 text-sm'} ${ground}`}
    >
      {initial}
    </span>
  );
}
