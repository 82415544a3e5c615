import { useImageFailed } from '../lib/image-failed.ts';

const GROUNDS = ['bg-steel-tint text-steel', 'bg-line text-ink', 'bg-steel-line text-ink'];
const SIZES = {
  md: { box: 'size-8 text-sm', pixels: 32 },
  lg: { box: 'size-12 text-md', pixels: 48 },
  xl: { box: 'size-16 text-lg', pixels: 64 },
};

/**
 * Whose account it is, beside the name: the creator's picture from TikTok. Our API serves the copy, so no page asks anybody
 * else for it. Under it lies the initial on a quiet disc, which is what stands there until it has loaded, and where there is none.
 */
export function AccountFace({
  name,
  picture,
  size = 'md',
}: {
  name: string;
  picture?: string | null;
  size?: keyof typeof SIZES;
}) {
  const { failed, watch } = useImageFailed(picture);
  const { box, pixels } = SIZES[size];
  const initial = [...name.trim()][0]?.toLocaleUpperCase('en-GB') ?? '?';
  const ground = GROUNDS[(initial.codePointAt(0) ?? 0) % GROUNDS.length];
  return (
    <span
      aria-hidden="true"
      className={`relative grid flex-none place-items-center overflow-hidden rounded-full font-strong ${box} ${ground}`}
    >
      {initial}
      {picture && !failed && (
        <img
          {...watch}
          src={picture}
          alt=""
          width={pixels}
          height={pixels}
          // The large ones stand at the top of their page.
          loading={size === 'md' ? 'lazy' : 'eager'}
          decoding="async"
          className="absolute inset-0 size-full object-cover"
        />
      )}
    </span>
  );
}
