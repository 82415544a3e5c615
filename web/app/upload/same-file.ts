/** Whether a file is the one that was begun: its name and size are all a browser tells of where it comes from. */
export const isSameFile = (file: File, { name, bytes }: { name: string; bytes: number }): boolean =>
  file.name === name && file.size === bytes;
