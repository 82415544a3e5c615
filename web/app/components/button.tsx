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
  sm: 'h-9 px-2.5 text-sm md:h-[30px]',
  md: 'h-11 px-3.5 md:h-9',
  lg: 'h-[46px] rounded-[10px] px-5 text-md',
};

interface Look {
  variant?: Variant;
  size?: Size;
  icon?: LucideIcon;
  children: ReactNode;
  className?: string;
}

const look = ({ variant = 'outline', size = 'md', className = '' }: Omit<Look, 'children'>) =>
  `inline-flex items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium no-underline transition-colors aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-muted aria-disabled:hover:bg-sunken ${VARIANT[variant]} ${SIZE[size]} ${className}`;

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
  pending,
  disabledReason,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="submit"
      {...rest}
      className={look({ variant, size, className })}
      aria-busy={pending || undefined}
      aria-disabled={disabledReason ? true : undefined}
      title={disabledReason ?? rest.title}
      onClick={(event) => {
        if (pending) return event.preventDefault();
        onClick?.(event);
      }}
    >
      {pending ? <TurningHand /> : Icon && <Icon size={16} strokeWidth={1.75} aria-hidden />}
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
  ...rest
}: Look &
  Pick<ComponentProps<'a'>, 'id' | 'aria-label' | 'onClick'> & { to: string; preventScrollReset?: boolean }) {
  const classes = look({ variant, size, className });
  const inside = (
    <>
      {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden />}
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
