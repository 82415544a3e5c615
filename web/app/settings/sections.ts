import type { LucideIcon } from 'lucide-react';
import { BellRing, Clock, Database, KeyRound, ShieldCheck, UserRound, Webhook } from 'lucide-react';

/** The pages of the settings, in the order of the list; only those that exist. */
export const SECTIONS: { to: string; name: string; about: string; icon: LucideIcon }[] = [
  { to: '/settings/profile', name: 'Profile', about: 'Username, email, theme', icon: UserRound },
  { to: '/settings/security', name: 'Security', about: 'Password, devices', icon: ShieldCheck },
  { to: '/settings/time', name: 'Time', about: 'Zones, week', icon: Clock },
  {
    to: '/settings/notifications',
    name: 'Notifications',
    about: 'Mail, pushes, quiet hours',
    icon: BellRing,
  },
  { to: '/settings/api', name: 'API keys', about: 'For programs', icon: KeyRound },
  { to: '/settings/webhooks', name: 'Webhooks', about: 'For your own server', icon: Webhook },
  { to: '/settings/data', name: 'Data', about: 'Export, delete', icon: Database },
];
