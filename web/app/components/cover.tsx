import { Film } from 'lucide-react';

/** The place of a picture 9:16. Pictures of videos are not made yet, so it is a quiet frame. */
export function Cover({ className = 'h-11 w-[30px] rounded-xs' }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={`grid flex-none place-items-center bg-sunken text-muted ${className}`}
    >
      <Film size={16} strokeWidth={1.75} />
    </span>
  );
}
