import { createContext, useContext } from 'react';
import type { LiveStanding } from './use-standing.ts';

/** What the frame gives to its own parts in a page's top bar. */
export interface FrameTools extends LiveStanding {
  zone: string;
  deletesAt: string | null;
  rehearsal: { simulatorUrl: string | null } | null;
  openPalette: () => void;
}

export const FrameContext = createContext<FrameTools | undefined>(undefined);

export function useFrame(): FrameTools {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error('A top bar stands inside the frame.');
  return frame;
}
