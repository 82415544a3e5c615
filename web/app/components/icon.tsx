import type { LucideIcon, LucideProps } from 'lucide-react';
import { createElement } from 'react';

/** A path's data, or another element with its attributes. */
export type Shape = string | [tag: string, attributes: Record<string, string>];

/** What `import { Plus } from 'lucide-react'` becomes when the app is built (vite/icons.ts): its shapes, and nothing else. */
export function icon(...shapes: Shape[]): LucideIcon {
  const drawn = shapes.map(draw);
  function Icon({ size = 24, strokeWidth = 2, ...rest }: LucideProps) {
    const look = {
      width: size,
      height: size,
      viewBox: '0 0 24 24',
      fill: 'none',
      stroke: 'currentColor',
      strokeWidth,
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
      'aria-hidden': true,
      ...rest,
    } as const;
    return createElement('svg', look, ...drawn);
  }
  // Lucide's type also promises a ref, which nobody here asks an icon for.
  return Icon as unknown as LucideIcon;
}

const draw = (shape: Shape) =>
  typeof shape === 'string' ? createElement('path', { d: shape }) : createElement(...shape);
