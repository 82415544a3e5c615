import type { Page } from 'playwright-core';
import type { FullCreator } from './full-creator.ts';

/** A page as it stands, or after a press that opens something on it. */
export interface Screen {
  name: string;
  at: string | ((creator: FullCreator) => string);
  /** Whether a stranger sees it, a creator who has just signed up, or the one with something everywhere (unless said). */
  who?: 'stranger' | 'newcomer';
  /** Opens what only a press opens. */
  press?: (page: Page) => Promise<unknown>;
  /** There is no such thing from 640 on. */
  narrow?: true;
  /** What the browser notes of an answer that is meant to be no success. */
  forgive?: RegExp;
}

const post = (kind: keyof FullCreator['posts'], rest = '') => ({
  name: `post-${kind}${rest.replaceAll(/\W+/g, '-')}`,
  at: ({ posts }: FullCreator) => `/posts/${posts[kind].id}${rest}`,
});
/** The next page never comes, or comes broken: what is shown meanwhile, or instead. */
const slow = (link: string) => async (page: Page) => {
  await page.route(/\.data(\?|$)/, () => undefined);
  await page.getByRole('link', { name: link }).first().click();
  await page
    .locator('main[aria-busy=true] .appear-late, main[aria-busy=true] [aria-hidden]')
    .first()
    .waitFor();
};
const broken = async (page: Page) => {
  await page.route(/\.data(\?|$)/, (route) => route.fulfill({ status: 500, body: 'a bug' }));
  await page.getByRole('link', { name: 'Posts' }).first().click();
  await page.getByRole('heading', { name: 'Something broke on our side' }).waitFor();
};
/** What a wrong password is answered, made into what one too many is: the countdown, and where the focus goes. */
const tooManyTries = async (page: Page) => {
  await page.route('**/login.data*', async (route) => {
    const answer = await route.fetch();
    // A list whose numbers point into itself: the error becomes null, which is -5, and openAt a number at the list's end.
    const body = (await answer.text())
      .replace('"_5":6', '"_5":-5')
      .replace('"_7":-5', '"_7":8')
      .replace(/\]\s*$/, `,${Date.now() + 240_000}]`);
    await route.fulfill({ response: answer, body });
  });
  await page.getByLabel('Email or username').fill('somebody');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('Too many tries. Try again in').waitFor();
  await page.locator('#password:focus').waitFor();
};
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

/**
 * Every page of app/routes with the screens it has, by the name of its file. A page that isn't here fails
 * app/routes.test.ts; what the other journeys look at on their way need not be here again.
 */
export const SCREENS: Record<string, Screen[]> = {
  '$.tsx': [{ name: 'no-such-page', at: '/no/such/page', forgive: /404/ }],
  '_index.tsx': [{ name: 'landing', at: '/', who: 'stranger' }],
  'cookies.tsx': [{ name: 'cookies', at: '/cookies' }],
  'privacy.tsx': [{ name: 'privacy', at: '/privacy' }],
  'terms.tsx': [{ name: 'terms', at: '/terms' }],
  'go-live.tsx': [{ name: 'go-live', at: '/go-live' }],
  'outbox.tsx': [{ name: 'outbox', at: '/outbox' }],
  'share.tsx': [{ name: 'share', at: '/share' }],
  '_card.login.tsx': [
    { name: 'login', at: '/login', who: 'stranger' },
    { name: 'login-too-many', at: '/login', who: 'stranger', press: tooManyTries, forgive: /429|401/ },
  ],
  '_card.signup.tsx': [{ name: 'signup', at: '/signup', who: 'stranger' }],
  '_card.forgot-password.tsx': [{ name: 'forgot-password', at: '/forgot-password', who: 'stranger' }],
  '_card.reset-password.$token.tsx': [
    { name: 'reset-password-old', at: '/reset-password/none', who: 'stranger', forgive: /404/ },
  ],
  '_card.verify-email.$token.tsx': [
    { name: 'verify-email-old', at: '/verify-email/none', who: 'stranger', forgive: /404/ },
  ],
  '_card.signed-in.tsx': [{ name: 'signed-in', at: '/signed-in' }],
  'welcome.account.tsx': [{ name: 'welcome-account', at: '/welcome/account', who: 'newcomer' }],
  'welcome.video.tsx': [{ name: 'welcome-video', at: '/welcome/video', who: 'newcomer' }],
  'welcome.time.tsx': [
    { name: 'welcome-time', at: ({ media }) => `/welcome/time?mediaId=${media.id}` },
    { name: 'welcome-time-nothing', at: '/welcome/time', who: 'newcomer' },
  ],
  '_app.home.tsx': [
    { name: 'home', at: '/home' },
    { name: 'home-new', at: '/home', who: 'newcomer' },
    { name: 'bell', at: '/home', press: button(/^Notices/) },
    { name: 'palette', at: '/home', press: button('Search and commands') },
    { name: 'shortcuts', at: '/home', press: (page) => page.keyboard.press('?') },
    {
      name: 'more',
      at: '/home',
      press: (page) => page.getByText('More', { exact: true }).last().click(),
      narrow: true,
    },
    { name: 'switcher', at: '/home', press: (page) => page.getByText('Your menu').locator('..').click() },
  ],
  '_app.calendar.tsx': [
    { name: 'calendar-month', at: '/calendar?view=month' },
    { name: 'calendar-week', at: '/calendar?view=week' },
    { name: 'calendar-list', at: '/calendar?view=list' },
    {
      name: 'calendar-crowded',
      at: `/calendar?view=week&date=${new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)}`,
    },
    { name: 'calendar-coming', at: '/home', press: slow('Calendar') },
    {
      name: 'calendar-filters',
      at: '/calendar',
      press: (page) => page.getByText('Filter', { exact: true }).first().locator('..').click(),
      narrow: true,
    },
    { name: 'calendar-new', at: '/calendar?view=month', who: 'newcomer' },
    { name: 'calendar-filtered', at: '/calendar?view=month&status=cancelled&date=2031-05-01' },
  ],
  '_app.posts._index.tsx': [
    { name: 'posts', at: '/posts' },
    { name: 'posts-coming', at: '/home', press: slow('Posts') },
    { name: 'posts-broken', at: '/home', press: broken, forgive: /500|SyntaxError/ },
    { name: 'posts-filters', at: '/posts', press: button(/^Filters/), narrow: true },
    { name: 'posts-needs-you', at: '/posts?tab=needs-you' },
    { name: 'posts-drafts', at: '/posts?tab=drafts' },
    { name: 'posts-no-match', at: '/posts?q=rye+bread+that+nobody+baked' },
    { name: 'posts-new', at: '/posts', who: 'newcomer' },
    {
      name: 'posts-selected',
      at: '/posts?tab=scheduled',
      press: (page) => page.getByRole('checkbox', { name: /^Select all/ }).check(),
    },
  ],
  '_app.posts.$postId.tsx': [
    post('scheduled'),
    {
      ...post('scheduled'),
      name: 'post-menu',
      press: (page) => page.getByLabel('More', { exact: true }).click(),
    },
    post('scheduled', '?ask=reschedule'),
    post('scheduled', '?ask=cancel'),
    post('soon'),
    post('needsYou'),
    post('publishing'),
    post('published'),
    post('published', '?ask=delete'),
    post('failed'),
    post('cancelled'),
    post('draft'),
  ],
  'posts.$postId.launch.tsx': [
    post('soon', '/launch'),
    post('published', '/launch'),
    post('failed', '/launch'),
  ],
  'posts.$postId.edit.tsx': [post('scheduled', '/edit'), post('draft', '/edit')],
  'posts.new.tsx': [
    { name: 'composer', at: ({ account, media }) => `/posts/new?account=${account.id}&media=${media.id}` },
    {
      name: 'composer-preview',
      at: ({ account, media }) => `/posts/new?account=${account.id}&media=${media.id}`,
      press: button('Preview'),
      narrow: true,
    },
    {
      name: 'composer-signed-out',
      at: ({ second }) => `/posts/new?account=${second.id}&at=2031-10-26T02:30`,
      press: async (page) => {
        await page.getByRole('button', { name: /^Reconnect @/ }).waitFor();
        await page.getByText('happens twice on this day').waitFor();
      },
    },
    {
      name: 'composer-capped',
      at: ({ capped, media }) => `/posts/new?account=${capped.id}&media=${media.id}`,
      press: async (page) => {
        await page.getByText('Now', { exact: true }).click();
        await page.locator('#missing', { hasText: 'takes no more posts' }).waitFor();
      },
    },
    {
      name: 'composer-all-wrong',
      at: ({ account }) => `/posts/new?account=${account.id}&at=2031-03-30T02:30`,
      press: async (page) => {
        const buffer = Buffer.from('A text that somebody calls a film.');
        const file = { name: 'croissant.mp4', mimeType: 'video/mp4', buffer };
        await page.locator('input[type=file]').first().setInputFiles(file);
        await page.getByLabel('Caption').fill('Butter, folded. '.repeat(150));
        await page.getByText('Not saved').first().waitFor();
        const words = 'a video TikTok takes, a shorter caption, who can see this post, a time that exists';
        await page.locator('#missing', { hasText: words }).waitFor();
      },
    },
    { name: 'composer-no-account', at: '/posts/new', who: 'newcomer' },
  ],
  '_app.media.tsx': [
    { name: 'media', at: '/media' },
    { name: 'media-refused', at: '/media?show=refused' },
    { name: 'media-new', at: '/media', who: 'newcomer' },
  ],
  '_app.media.$mediaId.tsx': [
    { name: 'media-file', at: ({ media }) => `/media/${media.id}` },
    { name: 'media-file-delete', at: ({ media }) => `/media/${media.id}?ask=delete` },
  ],
  '_app.accounts.tsx': [
    { name: 'accounts', at: '/accounts' },
    { name: 'accounts-new', at: '/accounts', who: 'newcomer' },
    { name: 'accounts-disconnect', at: ({ account }) => `/accounts?disconnect=${account.id}` },
  ],
  '_app.accounts_.$accountId.tsx': [
    { name: 'account', at: ({ account }) => `/accounts/${account.id}` },
    { name: 'account-signed-out', at: ({ second }) => `/accounts/${second.id}` },
  ],
  '_app.api.v1.auth.tiktok.callback.tsx': [
    { name: 'not-connected', at: '/api/v1/auth/tiktok/callback?error=access_denied', forgive: /callback/ },
  ],
  '_app.notifications.tsx': [
    { name: 'notices', at: '/notifications' },
    { name: 'notices-new', at: '/notifications', who: 'newcomer' },
  ],
  '_app.settings.tsx': [{ name: 'settings', at: '/settings' }],
  '_app.settings.profile.tsx': [{ name: 'settings-profile', at: '/settings/profile' }],
  '_app.settings.security.tsx': [{ name: 'settings-security', at: '/settings/security' }],
  '_app.settings.time.tsx': [{ name: 'settings-time', at: '/settings/time' }],
  '_app.settings.notifications.tsx': [{ name: 'settings-notifications', at: '/settings/notifications' }],
  '_app.settings.api.tsx': [{ name: 'settings-api', at: '/settings/api' }],
  '_app.settings.webhooks.tsx': [{ name: 'settings-webhooks', at: '/settings/webhooks' }],
  '_app.settings.webhooks_.$webhookId.tsx': [
    { name: 'settings-webhook', at: ({ webhookId }) => `/settings/webhooks/${webhookId}` },
    { name: 'settings-webhook-delete', at: ({ webhookId }) => `/settings/webhooks/${webhookId}?ask=delete` },
  ],
  '_app.settings.data.tsx': [{ name: 'settings-data', at: '/settings/data' }],
};

/** Routes that draw nothing of their own: frames of others, and what only answers or leads on. */
export const NO_SCREEN =
  /^(resources\.|_app\.tsx|_card\.tsx|welcome\.tsx|_app\.settings\._index|welcome\._index|logout\.tsx|.*\[\.\]json)/;
