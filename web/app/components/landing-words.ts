export const PROMISES = [
  {
    at: 0,
    title: 'On the second',
    words:
      'All but the last bytes are at TikTok before your time; the last ones leave at your second, whether the file has 5 MB or 4 GB.',
  },
  {
    at: 15,
    title: 'Once',
    words:
      'Never twice, and never lost in silence. If the line drops, we ask TikTok before we send another byte.',
  },
  {
    at: 30,
    title: 'Warned before',
    words:
      'Checked when you schedule, a day before and an hour before, while there is still time to mend it.',
  },
  {
    at: 45,
    title: 'Nobody else’s business',
    words:
      'Your TikTok keys are encrypted and never reach a browser. No trackers here, and no third-party requests.',
  },
];

export const QUESTIONS = [
  {
    asked: 'Does my phone or computer have to be on?',
    answer:
      'No. Once a post is scheduled, it goes out without you. You can close the page, and even the upload goes on where it stopped when you come back.',
  },
  {
    asked: 'Do you get my TikTok password?',
    answer:
      'No. You sign in on TikTok’s own page and allow TikTimer to post for you. The keys we get for that are encrypted, and you can take them back here or at TikTok at any time.',
  },
  {
    asked: 'What happens when something goes wrong at the time?',
    answer:
      'If you can mend it, the post waits and goes out once you have, until the latest time you allowed. If not, it fails, says why, and nothing is posted. If nobody can say whether TikTok has it, we stop and ask you, so that it can’t go out twice.',
  },
  {
    asked: 'Who chooses who can see a post?',
    answer:
      'You do, for each post, from what TikTok offers your account at that moment. We never pick for you, and a post never becomes more public by itself.',
  },
  {
    asked: 'Is there a limit?',
    answer:
      'TikTok takes about 15 posts from an account in 24 hours, all apps together. We count along and warn you. The length of a video depends on your account; we check it before you schedule.',
  },
  {
    asked: 'What do you keep?',
    answer:
      'Your videos for a few days after they went out, then only the post and its receipt. The privacy page says it line by line, and you can delete all of it.',
  },
];
