import type { GuidelineId } from './guidelines.ts';

/** One moment of the video for TikTok's reviewers. */
export interface Scene {
  shows: GuidelineId[];
  does: string;
  says: string;
}

/** What has to be so before the recording begins. */
export const BEFORE_RECORDING = [
  'The deployed app under its own domain: its address bar is in the picture the whole time, and no “Rehearsal” strip is on any page.',
  'A TikTok account that is set to private: until the audit TikTok takes posts from private accounts only, and “Only me” is what they get.',
  'A short clip of your own without any logo in it, an e-mail address that has no account in the app yet, and a browser that is signed out of both.',
  'One take, no cuts, at a size at which every word can be read.',
];

/** In the order of the guidelines. The words are meant to be said, or put under the picture. */
export const RECORDING: Scene[] = [
  {
    shows: ['6a'],
    does: 'Open the landing page and create an account. On Connect TikTok rest on the lines that say what is asked for.',
    says: 'This is the app under its own domain. Before the creator leaves for TikTok we say what we ask for: the name, so that they know where a post goes, and to post for them.',
  },
  {
    shows: ['6a', '6b'],
    does: 'Press Connect TikTok. On TikTok’s page show each permission, then allow. Wait until the account stands there as connected.',
    says: 'The creator signs in on TikTok’s own page. We request user.info.basic and video.publish and nothing else. The client secret is used on our server only.',
  },
  {
    shows: ['1a'],
    does: 'Press New post. Point at the picture, the nickname, the handle, and the line that says when they were read. Choose the other account, if two are connected.',
    says: 'The page asks creator_info each time it opens and shows the nickname and the picture of the account the post goes to.',
  },
  {
    shows: ['1c', '1b'],
    does: 'Choose the clip and point at the line “Videos up to …”.',
    says: 'Longer videos are refused here with the limit that creator_info gives. When TikTok takes no more posts from a creator, the page says so, asks them to try again later, and Post now stays disabled.',
  },
  {
    shows: ['2a'],
    does: 'Show that the caption is empty, write one, and change a word.',
    says: 'The caption is the creator’s. We fill in nothing and add nothing.',
  },
  {
    shows: ['2b'],
    does: 'Open “Who can see this post” and read the options aloud. Close it without choosing and point at the button.',
    says: 'There is no default. These are exactly the options that creator_info offers this account, and without a choice it can’t be posted.',
  },
  {
    shows: ['2c'],
    does: 'Show Comment, Duet and Stitch, all unticked. Tick Comment. On a private account Duet and Stitch are greyed: point at them and at the sentence below.',
    says: 'Nothing is ticked by default. What the creator’s TikTok settings switch off can’t be ticked.',
  },
  {
    shows: ['2d'],
    does: 'Scroll the page from top to bottom and back.',
    says: 'The declaration stands right before the button and stays visible.',
  },
  {
    shows: ['3a'],
    does: 'Choose a visibility other than Only me if there is one. Turn the Content Disclosure Setting on, rest the pointer on the button, then tick Your brand, then Branded content instead, then both.',
    says: 'The setting is off by default. With nothing chosen the button is disabled and says why. Your brand is labeled as Promotional content, Branded content and both as Paid partnership.',
  },
  {
    shows: ['3b'],
    does: 'With Branded content ticked open “Who can see this post” and point at Only me. Then untick it, choose Only me, and point at Branded content.',
    says: 'Branded content can’t be private, whichever of the two is chosen first. We never change the visibility ourselves.',
  },
  {
    shows: ['4'],
    does: 'Untick and tick Branded content, watch the declaration change, and open both links.',
    says: 'With Branded content the declaration names the Branded Content Policy too. Both names lead to TikTok’s pages.',
  },
  {
    shows: ['3c', '5a'],
    does: 'Turn the setting off again, choose Only me, and play the preview.',
    says: 'With the setting off TikTok is told neither, whatever was ticked. The preview shows what will be posted, without a watermark.',
  },
  {
    shows: ['5c', '2d'],
    does: 'Choose Now, point at the declaration, and press Post now.',
    says: 'Nothing has been sent to TikTok until this press. It is the creator’s consent, and the receipt keeps it.',
  },
  {
    shows: ['5d', '5e'],
    does: 'Stay on the page of the post until it says Published. Read the sentence on processing aloud.',
    says: 'We tell the creator that processing may take a few minutes, follow the status, and show how it ended.',
  },
  {
    shows: ['5b', '5e'],
    does: 'Open the TikTok app on the same account and show the post beside the page.',
    says: 'The video and the caption are what the creator gave, nothing added.',
  },
];
