import * as z from 'zod';
import { Password, Username, Zone } from './fields.ts';
import { PostId } from './ids.ts';
import { ChangeNotify, NotifySettings, QuietHours } from './notify.ts';

export const WEEK_STARTS = ['monday', 'sunday'] as const;

/** How a person likes to see time; nothing here changes when a post goes out. What a device remembers (theme, keys) is its own. */
export const UserSettings = z
  .strictObject({
    weekStart: z.enum(WEEK_STARTS).default('monday'),
    /** A second zone shown beside the first; null shows one. */
    secondZone: Zone.nullable().default(null),
    notify: NotifySettings.prefault({}),
    quietHours: QuietHours.nullable().default(null),
    /** Captions stay out of pushes unless this is on: they are shown on locked screens. */
    captionInPush: z.boolean().default(false),
  })
  .meta({ id: 'UserSettings' });
export type UserSettings = z.infer<typeof UserSettings>;

/** What is named changes, the rest stays. */
export const ChangeSettings = z.strictObject({
  weekStart: z.enum(WEEK_STARTS).optional(),
  secondZone: Zone.nullable().optional(),
  notify: ChangeNotify.optional(),
  quietHours: QuietHours.nullable().optional(),
  captionInPush: z.boolean().optional(),
});
export type ChangeSettings = z.infer<typeof ChangeSettings>;

export const UpdateUser = z.strictObject({
  username: Username.optional(),
  zone: Zone.optional(),
  settings: ChangeSettings.optional(),
});
export type UpdateUser = z.infer<typeof UpdateUser>;

/** Asked before anything that could lock somebody out (security 7.5.1). */
const CurrentPassword = z.string().min(1, 'Enter your current password.').max(4096);

export const ChangePassword = z.strictObject({ currentPassword: CurrentPassword, password: Password });
export type ChangePassword = z.infer<typeof ChangePassword>;

const Email = z.email('This does not look like an e-mail address.').max(254);
export const ChangeEmail = z.strictObject({ currentPassword: CurrentPassword, email: Email });
export type ChangeEmail = z.infer<typeof ChangeEmail>;

/** What stands at the end of a link that was mailed: 43 URL-safe characters. */
const LinkToken = z.string().max(200);
export const RequestReset = z.strictObject({ email: Email });
export const OpenLink = z.strictObject({ token: LinkToken });
export const CompleteReset = z.strictObject({ token: LinkToken, password: Password });
export type CompleteReset = z.infer<typeof CompleteReset>;
export const EmailConfirmed = z.object({ email: z.string() });

/** Both typed anew, so that no open laptop deletes an account. */
export const DeleteMe = z.strictObject({ username: z.string().max(64), password: CurrentPassword });
export type DeleteMe = z.infer<typeof DeleteMe>;
/** `cancelled` posts were stopped now; those in `tooLate` were on their way to TikTok already. */
export const DeletionBegun = z.object({
  deletesAt: z.iso.datetime(),
  cancelled: z.int(),
  tooLate: z.array(PostId),
});
export type DeletionBegun = z.infer<typeof DeletionBegun>;

/** Where one's own data can be fetched as a ZIP, until then. The address is a key: it needs no session. */
export const ExportLink = z.object({ url: z.url(), expiresAt: z.iso.datetime() });

/** A mail as the development outbox shows it. */
export const OutboxMail = z.object({
  id: z.string(),
  to: z.string(),
  kind: z.string(),
  subject: z.string(),
  text: z.string(),
  action: z.string().nullable(),
  actionUrl: z.string().nullable(),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
});
export const Outbox = z.object({ mails: z.array(OutboxMail) });
