import type { LucideIcon } from 'lucide-react';
import { X } from 'lucide-react';

/** Closes what it stands in: 44 px for a finger, 36 for a mouse. */
export const CloseButton = ({
  label = 'Close',
  icon: Icon = X,
  onClick,
  className = '',
}: {
  label?: string;
  icon?: LucideIcon;
  onClick: () => void;
  className?: string;
}) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    onClick={onClick}
    className={`grid size-11 flex-none place-items-center rounded-md text-soft hover:bg-sunken hover:text-ink md:size-9 ${className}`}
  >
    <Icon size={18} strokeWidth={1.75} aria-hidden />
  </button>
);
