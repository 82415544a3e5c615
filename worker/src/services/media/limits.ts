/** Unfinished uploads of a workspace at once; each may hold gigabytes at R2. */
export const OPEN_UPLOADS_MAX = 20;
