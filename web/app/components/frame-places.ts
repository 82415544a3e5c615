import type { LucideIcon } from 'lucide-react';
import { AtSign, CalendarDays, Film, House, List, Settings } from 'lucide-react';

export interface Place {
  to: string;
  name: string;
  icon: LucideIcon;
  /** The keys that lead here. */
  keys?: string;
}

/** The main pages, in the order of the rail. */
export const FRAME_PLACES: Place[] = [
  { to: '/home', name: 'Home', icon: House, keys: 'g h' },
  { to: '/calendar', name: 'Calendar', icon: CalendarDays, keys: 'g c' },
  { to: '/posts', name: 'Posts', icon: List, keys: 'g p' },
  { to: '/media', name: 'Media', icon: Film, keys: 'g m' },
  { to: '/accounts', name: 'Accounts', icon: AtSign, keys: 'g a' },
  { to: '/settings', name: 'Settings', icon: Settings },
];
