/** Where a signed-in creator lands. */
export const HOME = '/home';
