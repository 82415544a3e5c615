/** What somebody uploaded, or TikTok sent, never acts in our name: no script, no type of its own choice (security.md 14). */
export const NEVER_ACTS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  // The web app on another origin shows it.
  'cross-origin-resource-policy': 'cross-origin',
};
