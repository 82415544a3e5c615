import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

/** A menu that opens without scripts. With them it closes by Esc, by a press beside it, and when it led somewhere. */
export function Menu({
  summary,
  label,
  children,
  className = '',
  summaryClass,
}: {
  summary: ReactNode;
  /** Its name, where the summary is a picture. */
  label?: string;
  children: ReactNode;
  className?: string;
  summaryClass: string;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each navigation has a key of its own
  useEffect(() => {
    if (details.current) details.current.open = false;
  }, [key]);
  useEffect(() => {
    const element = details.current;
    if (!element) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !element.open) return;
      event.preventDefault();
      element.open = false;
      element.querySelector('summary')?.focus();
    };
    const point = (event: PointerEvent) => {
      if (!element.contains(event.target as Node)) element.open = false;
    };
    document.addEventListener('keydown', press);
    document.addEventListener('pointerdown', point);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('pointerdown', point);
    };
  }, []);
  return (
    <details ref={details} className={`group ${className}`}>
      <summary aria-label={label} className={`list-none ${summaryClass}`}>
        {summary}
      </summary>
      {children}
    </details>
  );
}
