import type { Trouble } from './door.server.ts';

/** Why a form was refused: beside each field that is named, and one sentence for what names none. */
export interface FormErrors {
  fields: Record<string, string>;
  whole: string | null;
}

export const NO_ERRORS: FormErrors = { fields: {}, whole: null };

export function formErrors({ issues, detail }: Pick<Trouble, 'issues' | 'detail'>): FormErrors {
  return {
    fields: Object.fromEntries(issues.map(({ path, message }) => [path, message])),
    whole: issues.length > 0 ? null : detail,
  };
}

/** "2 fields need attention", for readers; nothing when all is well. */
export const attention = ({ fields }: FormErrors): string => {
  const count = Object.keys(fields).length;
  if (count === 0) return '';
  return count === 1 ? '1 field needs attention.' : `${count} fields need attention.`;
};
