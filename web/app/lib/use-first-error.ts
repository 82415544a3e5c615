import type { RefObject } from 'react';
import { useEffect } from 'react';
import { useAnnounce } from '../components/toast.tsx';
import type { FormErrors } from './form-errors.ts';
import { attention } from './form-errors.ts';

/** After a refusal the focus goes to the first field that needs attention, and how many do is said. */
export function useFirstError(form: RefObject<HTMLElement>, errors: FormErrors): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (Object.keys(errors.fields).length === 0) return;
    announce(attention(errors), 'assertive');
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors, form, announce]);
}
