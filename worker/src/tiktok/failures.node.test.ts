import { describe, expect, it } from 'vitest';
import { FAILURE_REASONS } from '../contract/index.ts';
import { failureWords, readFailReason, readOAuthError, readRefusal, unreadable } from './failures.ts';

/** A refusal with this code, as an init would get it. */
const refusal = (status: number, code: string, effect = true) =>
  readRefusal({ status, code, message: 'words', logId: 'L1', retryAfterMs: null, effect });

/** Every row of tiktok-api.md 9. */
const API_ROWS: [number, string, string, string][] = [
  [200, 'spam_risk_too_many_posts', 'fail', 'daily_cap'],
  [200, 'spam_risk_user_banned_from_posting', 'fail', 'account_banned'],
  [200, 'reached_active_user_cap', 'retry_hourly', 'creator_cap'],
  [400, 'invalid_param', 'fail', 'our_setup'],
  [400, 'invalid_params', 'fail', 'our_setup'],
  [400, 'invalid_file_upload', 'fail', 'refused_content'],
  [400, 'invalid_publish_id', 'retry', 'tiktok_unexpected'],
  [400, 'token_not_authorized_for_specified_publish_id', 'fail', 'our_setup'],
  [400, 'publish_not_cancellable', 'retry', 'tiktok_unexpected'],
  [400, 'app_version_check_failed', 'fail', 'tiktok_refused'],
  [400, 'scope_permission_missed', 'hold', 'permission_missing'],
  [401, 'scope_permission_missed', 'hold', 'permission_missing'],
  [401, 'access_token_invalid', 'reauthorize', 'reconnect_needed'],
  [401, 'access_token_expired', 'reauthorize', 'reconnect_needed'],
  [401, '10001', 'reauthorize', 'reconnect_needed'],
  [401, '10002', 'reauthorize', 'reconnect_needed'],
  [401, 'something_else', 'reauthorize', 'reconnect_needed'],
  [401, 'scope_not_authorized', 'hold', 'permission_missing'],
  [403, 'spam_risk_too_many_posts', 'fail', 'daily_cap'],
  [403, 'spam_risk_user_banned_from_posting', 'fail', 'account_banned'],
  [403, 'spam_risk_too_many_pending_share', 'retry_hourly', 'daily_cap'],
  [403, 'reached_active_user_cap', 'retry_hourly', 'creator_cap'],
  [403, 'unaudited_client_can_only_post_to_private_accounts', 'fail', 'account_must_be_private'],
  [403, 'privacy_level_option_mismatch', 'fail', 'privacy_not_offered'],
  [403, 'url_ownership_unverified', 'fail', 'our_setup'],
  [429, 'rate_limit_exceeded', 'retry', 'tiktok_down'],
  [429, 'something_else', 'retry', 'tiktok_down'],
  [500, 'internal_error', 'unknown', 'tiktok_down'],
  [503, 'something_else', 'unknown', 'tiktok_down'],
];

describe('a refusal by TikTok', () => {
  it.each(API_ROWS)('%i %s means %s, %s', (status, code, action, reason) => {
    expect(refusal(status, code)).toMatchObject({ action, reason, code, httpStatus: status });
  });

  it('with a code nobody knows is final: an init is never repeated blindly', () => {
    for (const code of ['brand_new_code', 'constructor', '__proto__', ''])
      expect(refusal(403, code)).toMatchObject({ action: 'fail', reason: 'tiktok_unexpected' });
  });

  it('of a call that only reads may simply be asked again when TikTok broke', () => {
    expect(refusal(500, 'internal_error', false).action).toBe('retry');
  });

  it('keeps code, words and log_id for support, and nothing shaped like a token', () => {
    const { technical } = readRefusal({
      status: 400,
      code: 'invalid_params',
      message: 'The chunk size is invalid\nfor act.abc123!x and rft.secret*0',
      logId: '2026L',
      retryAfterMs: null,
      effect: true,
    });
    expect(technical).toContain('invalid_params: The chunk size is invalid');
    expect(technical).toContain('2026L');
    expect(technical).not.toMatch(/abc123|secret|\n/);
  });
});

describe('a refusal to give tokens', () => {
  /** Every row of tiktok-api.md 1.7. */
  it.each([
    ['invalid_grant', 'hold', 'reconnect_needed'],
    ['invalid_client', 'fail', 'our_setup'],
    ['unauthorized_client', 'fail', 'our_setup'],
    ['invalid_request', 'fail', 'our_setup'],
    ['unsupported_grant_type', 'fail', 'our_setup'],
    ['unsupported_response_type', 'fail', 'our_setup'],
    ['invalid_scope', 'fail', 'our_setup'],
    ['access_denied', 'fail', 'permission_missing'],
    ['server_error', 'retry', 'tiktok_down'],
    ['temporarily_unavailable', 'retry', 'tiktok_down'],
    ['never_seen', 'fail', 'tiktok_unexpected'],
  ])('%s means %s, %s', (code, action, reason) => {
    const said = { status: 200, code, message: '', logId: '', retryAfterMs: null, effect: true };
    expect(readOAuthError(said)).toMatchObject({ action, reason });
  });
});

describe('a publication TikTok gave up', () => {
  /** Every row of tiktok-api.md 6. */
  it.each([
    ['file_format_check_failed', 'fail', 'refused_content'],
    ['duration_check_failed', 'fail', 'refused_content'],
    ['frame_rate_check_failed', 'fail', 'refused_content'],
    ['picture_size_check_failed', 'fail', 'refused_content'],
    ['internal', 'retry', 'tiktok_down'],
    ['video_pull_failed', 'retry', 'media_unreachable'],
    ['photo_pull_failed', 'retry', 'media_unreachable'],
    ['publish_cancelled', 'fail', 'not_published'],
    ['auth_removed', 'hold', 'reconnect_needed'],
    ['spam_risk_too_many_posts', 'fail', 'daily_cap'],
    ['spam_risk_user_banned_from_posting', 'fail', 'account_banned'],
    ['spam_risk_text', 'fail', 'caption_refused'],
    ['spam_risk', 'fail', 'tiktok_refused'],
  ])('for %s means %s, %s', (word, action, reason) => {
    expect(readFailReason(word)).toMatchObject({ action, reason });
  });

  it('for a reason nobody knows has failed for good, and the word is shown as it is', () => {
    const trouble = readFailReason('moon_phase_check_failed');
    expect(trouble).toMatchObject({ action: 'fail', reason: 'tiktok_unexpected' });
    const { sentence } = failureWords(trouble.reason, { handle: 'mira', technical: trouble.technical });
    expect(sentence).toContain('moon_phase_check_failed');
  });
});

describe('no readable answer', () => {
  it.each([
    ['timeout', null, 'unknown', 'tiktok_down'],
    ['network', null, 'unknown', 'tiktok_down'],
    ['html', 502, 'unknown', 'tiktok_down'],
    ['html', 200, 'unknown', 'tiktok_unexpected'],
    ['redirect', 302, 'unknown', 'tiktok_unexpected'],
    ['too_large', 200, 'unknown', 'tiktok_unexpected'],
    ['html', 401, 'reauthorize', 'reconnect_needed'],
    ['html', 429, 'retry', 'tiktok_down'],
    ['unsupported_path', 404, 'fail', 'our_setup'],
  ] as const)('(%s, %s) means %s, %s', (code, status, action, reason) => {
    expect(unreadable(code, status)).toMatchObject({ action, reason });
  });
});

describe('the words for a failure', () => {
  it.each(FAILURE_REASONS)('of %s are a sentence and one action', (reason) => {
    for (const handle of ['slowoven', '']) {
      const words = failureWords(reason, { handle });
      expect(words.sentence).toMatch(/^[A-Z].*\.$/);
      expect(words.sentence).not.toMatch(/undefined|null|@ /);
      expect(words.action).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it('name the account and what the check found', () => {
    expect(failureWords('reconnect_needed', { handle: 'slowoven' }).action).toBe('Reconnect @slowoven');
    const { technical } = readFailReason('frame_rate_check_failed');
    expect(failureWords('refused_content', { handle: 'slowoven', technical }).sentence).toBe(
      'TikTok refused the video: frame rate.',
    );
  });
});
