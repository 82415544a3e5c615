/** All keys there are, for the sheet behind `?` (ui.md 2, 3.5 to 3.9). Pages wire theirs with `useShortcuts`. */
export const SHORTCUT_LIST: { title: string; keys: [keys: string, words: string][] }[] = [
  {
    title: 'Anywhere',
    keys: [
      ['c', 'New post'],
      ['/', 'Search'],
      ['mod+k', 'Search and commands'],
      ['mod+z', 'Undo, while its message stands'],
      ['F8', 'Go to the message'],
      ['?', 'This sheet'],
      ['Esc', 'Close'],
    ],
  },
  {
    title: 'Go to',
    keys: [
      ['g h', 'Home'],
      ['g c', 'Calendar'],
      ['g p', 'Posts'],
      ['g m', 'Media'],
      ['g a', 'Accounts'],
      ['g n', 'Notices'],
    ],
  },
  {
    title: 'Calendar',
    keys: [
      ['t', 'Today'],
      ['←', 'Earlier'],
      ['→', 'Later'],
      ['1', 'Month'],
      ['2', 'Week'],
      ['3', 'List'],
      ['m', 'Pick a post up, Enter drops it'],
    ],
  },
  {
    title: 'Posts',
    keys: [
      ['j', 'Next row'],
      ['k', 'Row before'],
      ['x', 'Select'],
      ['Shift+x', 'Select up to here'],
      ['Enter', 'Open'],
      ['Delete', 'Delete'],
    ],
  },
  {
    title: 'A post',
    keys: [
      ['e', 'Edit'],
      ['r', 'Reschedule'],
      ['d', 'Duplicate'],
      ['l', 'Launch view'],
      ['o', 'Open on TikTok'],
    ],
  },
  {
    title: 'Writing a post',
    keys: [
      ['mod+Enter', 'Schedule'],
      ['mod+s', 'Save the draft'],
    ],
  },
];
