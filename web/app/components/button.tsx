import { Link } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

type Variant = 'primary' | 'outline' | 'quiet' | 'danger';
type Size = 'sm' | 'md' | 'lg';

const VARIANT: Record<Variant, string> = {
  primary: 'border-transparent bg-primary text-on-primary hover:bg-primary-hover',
  outline: 'border-line-strong bg-surface hover:bg-sunken',
  quiet: 'border-transparent text-soft hover:bg-sunken hover:text-ink',
  danger: 'border-transparent bg-bad-fill text-on-bad hover:opacity-90',
};
const SIZE: Record<Size, string> = {
  sm: 'min-h-11 px-3 text-sm md:min-h-[30px] md:px-2.5',
  md: 'min-h-11 px-3.5 md:min-h-9',
  lg: 'min-h-[46px] rounded-[10px] px-5 text-md',
};

interface Look {
  variant?: Variant;
  size?: Size;
  icon?: LucideIcon;
  children: ReactNode;
  className?: string;
  /** Its words may be as long as a handle is: they go on in a second line instead of beyond the button's edge. */
  wraps?: boolean | undefined;
}

const WRAPS = 'max-w-full py-1 text-center whitespace-normal wrap-anywhere';

const look = ({ variant = 'outline', size = 'md', className = '', wraps }: Omit<Look, 'children'>) =>
  `inline-flex items-center justify-center gap-2 rounded-md border font-medium no-underline transition-colors aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-muted aria-disabled:hover:bg-sunken ${VARIANT[variant]} ${SIZE[size]} ${wraps ? WRAPS : 'whitespace-nowrap'} ${className}`;

type ButtonProps = Look &
  Omit<ComponentProps<'button'>, 'children'> & {
    /** While true a second press is ignored and the button says that it is busy. */
    pending?: boolean;
    /** Why it can't be pressed: it stays focusable, and readers hear the reason. */
    disabledReason?: string | undefined;
  };

/** A real button. Disabled ones keep the focus and say why (components.md). */
export function Button({
  variant,
  size,
  icon: Icon,
  children,
  className,
  wraps,
  pending,
  disabledReason,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="submit"
      {...rest}
      className={look({ variant, size, className, wraps })}
      aria-busy={pending || undefined}
      aria-disabled={disabledReason ? true : undefined}
      title={disabledReason ?? rest.title}
      onClick={(event) => {
        if (pending) return event.preventDefault();
        onClick?.(event);
      }}
    >
      {pending ? (
        <TurningHand />
      ) : (
        Icon && <Icon size={16} strokeWidth={1.75} aria-hidden className="flex-none" />
      )}
      {children}
    </button>
  );
}

/** A link that looks like a button: it leads somewhere instead of doing something. */
export function LinkButton({
  to,
  variant,
  size,
  icon: Icon,
  children,
  className,
  wraps,
  ...rest
}: Look &
  Pick<ComponentProps<'a'>, 'id' | 'aria-label' | 'onClick'> & { to: string; preventScrollReset?: boolean }) {
  const classes = look({ variant, size, className, wraps });
  const inside = (
    <>
      {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden className="flex-none" />}
      {children}
    </>
  );
  if (/^https?:/.test(to))
    return (
      <a href={to} target="_blank" rel="noreferrer" className={classes} {...rest}>
        {inside}
      </a>
    );
  return (
    <Link to={to} className={classes} {...rest}>
      {inside}
    </Link>
  );
}

/** The one thing that may loop: the hand of a watch that is working. */
export function TurningHand({ size = 16 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      className="flex-none animate-sweep"
    >
      <path
        d="M21 12a9 9 0 1 1-6.219-8.56"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  );
}
