/** Whose turn it is when not all can have one at once: as many as may, in a circle that goes on with each round. */
export const turn = <T>(all: readonly T[], most: number, round: number): T[] =>
  all.length <= most
    ? [...all]
    : [...all, ...all].slice((round * most) % all.length, ((round * most) % all.length) + most);
