/** Where a signed-in creator lands. */
export const HOME = '/home';
/** Where a file ends that another page tried to hand over (public/sw.js leads here too). */
export const FOREIGN_FILE = '/share?foreign=1';
