import type { ReactNode } from 'react';
import { useAwake } from '../lib/use-awake.ts';

/** Parts that are of no use before scripts run. What stands around them is not drawn again when they come. */
export const Awake = ({ children }: { children: ReactNode }) => (useAwake() ? children : null);
