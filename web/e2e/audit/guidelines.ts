/** One point of TikTok's Content Sharing Guidelines: its number and what it asks for, in our words, TikTok's own in quotes. */
export interface Guideline {
  id: string;
  title: string;
  asks: string;
}

/** The chapters by the number they have in the guidelines. */
export const CHAPTERS: Record<string, string> = {
  1: 'Who posts, read from TikTok',
  2: 'What the creator enters',
  3: 'Commercial content',
  4: 'What the creator agrees to',
  5: 'The creator stays in control',
  6: 'Permissions and keys',
};

/** In the order of the guidelines. A run that leaves one of them without a picture or without a proof fails. */
export const GUIDELINES = [
  {
    id: '1a',
    title: 'Nickname',
    asks: 'The page asks creator_info anew each time it is rendered and shows the creator’s nickname, with their picture, so that it is clear to which account the post goes.',
  },
  {
    id: '1b',
    title: 'No more posts now',
    asks: 'When creator_info says that this creator can’t post at the moment, the attempt stops and the creator is told to try again later.',
  },
  {
    id: '1c',
    title: 'Length of the video',
    asks: 'A video longer than max_video_post_duration_sec is not sent, and the limit is said.',
  },
  {
    id: '2a',
    title: 'Caption',
    asks: 'The creator writes the caption. Nothing is filled in that can’t be edited.',
  },
  {
    id: '2b',
    title: 'Who can see this post',
    asks: 'A list without a default value, with exactly the options in privacy_level_options. The creator has to choose one.',
  },
  {
    id: '2c',
    title: 'Comment, Duet, Stitch',
    asks: 'None is ticked by default; the creator turns each on by hand. What is switched off in the creator’s TikTok settings is greyed out and can’t be ticked.',
  },
  {
    id: '2d',
    title: 'Declaration before the button',
    asks: '“By posting, you agree to TikTok’s Music Usage Confirmation” stands right before the button that publishes, and is always visible.',
  },
  {
    id: '3a',
    title: 'Content Disclosure Setting',
    asks: 'Off by default. Turned on, it offers “Your brand” and “Branded content”, both unticked, one or both to choose. With none chosen the button is disabled and says “You need to indicate if your content promotes yourself, a third party, or both.” After a choice the page says how the post will be labeled: “Promotional content” or “Paid partnership”.',
  },
  {
    id: '3b',
    title: 'Branded content is never private',
    asks: 'With “Only me” chosen, Branded content can’t be ticked. With Branded content ticked, “Only me” can’t be chosen and says “Branded content visibility cannot be set to private.”',
  },
  {
    id: '3c',
    title: 'What TikTok is told of it',
    asks: 'brand_organic_toggle stands for Your brand and brand_content_toggle for Branded content. With the setting off both are false, whatever was ticked before.',
  },
  {
    id: '4',
    title: 'Declaration by choice',
    asks: 'Without a choice or with Your brand alone: “By posting, you agree to TikTok’s Music Usage Confirmation.” With Branded content, alone or with Your brand: “By posting, you agree to TikTok’s Branded Content Policy and Music Usage Confirmation.” Both names are links to TikTok’s pages.',
  },
  {
    id: '5a',
    title: 'Preview',
    asks: 'The creator sees what will be posted before it is.',
  },
  {
    id: '5b',
    title: 'Nothing added',
    asks: 'No watermark, logo, brand name, link or promotional text of ours on or in the content.',
  },
  {
    id: '5c',
    title: 'Express consent',
    asks: 'Nothing is sent to TikTok before the creator presses the button.',
  },
  {
    id: '5d',
    title: 'Processing takes a while',
    asks: 'After publishing the creator is told that it may take a few minutes until the post is processed and visible on the profile.',
  },
  {
    id: '5e',
    title: 'Status of the post',
    asks: 'The app follows the status, by asking or by webhooks, and shows it.',
  },
  {
    id: '6a',
    title: 'Permissions asked for',
    asks: 'Every scope the app requests is needed, and the creator is told what it is for. The creator signs in on TikTok’s own page.',
  },
  {
    id: '6b',
    title: 'The client secret',
    asks: 'client_secret never leaves the server.',
  },
] as const satisfies Guideline[];

export type GuidelineId = (typeof GUIDELINES)[number]['id'];
