/**
 * Whose turn it is when not all can have one at once: as many as may, from anywhere in the circle (`chance` from 0 to 1). By
 * chance, since whatever counts rounds may itself come only every second time, and would then pass the same ones over.
 */
export const turn = <T>(all: readonly T[], most: number, chance: number): T[] => {
  if (all.length <= most) return [...all];
  const from = Math.floor(chance * all.length) % all.length;
  return [...all, ...all].slice(from, from + most);
};
