/** TikTok's codes in our words: one table for each of its three vocabularies. What a code means for a post is said here and nowhere else. */
import type { FailureReason } from '../contract/index.ts';
import type { Trouble } from '../domain/trouble.ts';

export { type FailureWords, failureWords } from './failure-words.ts';

type Meaning = Pick<Trouble, 'action' | 'reason'> & { retryAfterMs?: number };
const means = (action: Trouble['action'], reason: FailureReason, retryAfterMs?: number): Meaning =>
  retryAfterMs === undefined ? { action, reason } : { action, reason, retryAfterMs };

const MINUTE = 60_000;

/** `error.code` of every /v2 answer but OAuth's (tiktok-api.md 2, 9). */
const API_CODES: Record<string, Meaning> = {
  invalid_param: means('fail', 'our_setup'),
  invalid_params: means('fail', 'our_setup'),
  invalid_file_upload: means('fail', 'refused_content'),
  // An id we hold from an ok answer is never unknown (tiktok-api.md 6): ask again.
  invalid_publish_id: means('retry', 'tiktok_unexpected'),
  token_not_authorized_for_specified_publish_id: means('fail', 'our_setup'),
  publish_not_cancellable: means('retry', 'tiktok_unexpected'),
  app_version_check_failed: means('fail', 'tiktok_refused'),
  scope_permission_missed: means('hold', 'permission_missing'),
  scope_not_authorized: means('hold', 'permission_missing'),
  access_token_invalid: means('reauthorize', 'reconnect_needed'),
  access_token_expired: means('reauthorize', 'reconnect_needed'),
  // Numbers of old clients for the same (tiktok-api.md 9).
  '10001': means('reauthorize', 'reconnect_needed'),
  '10002': means('reauthorize', 'reconnect_needed'),
  // The cap counts other apps' posts and moves by the hour: the user picks another time (faults.md 43).
  spam_risk_too_many_posts: means('fail', 'daily_cap'),
  spam_risk_too_many_pending_share: means('retry_hourly', 'daily_cap'),
  spam_risk_user_banned_from_posting: means('fail', 'account_banned'),
  reached_active_user_cap: means('retry_hourly', 'creator_cap'),
  unaudited_client_can_only_post_to_private_accounts: means('fail', 'account_must_be_private'),
  privacy_level_option_mismatch: means('fail', 'privacy_not_offered'),
  url_ownership_unverified: means('fail', 'our_setup'),
  rate_limit_exceeded: means('retry', 'tiktok_down'),
  // Of calls that change something the outcome is unknown: see `readRefusal`.
  internal_error: means('retry', 'tiktok_down'),
};

/** `error` of OAuth answers (tiktok-api.md 1.7). Our own configuration being wrong never signs a user out. */
const OAUTH_ERRORS: Record<string, Meaning> = {
  invalid_grant: means('hold', 'reconnect_needed'),
  invalid_client: means('fail', 'our_setup'),
  unauthorized_client: means('fail', 'our_setup'),
  invalid_request: means('fail', 'our_setup'),
  unsupported_grant_type: means('fail', 'our_setup'),
  unsupported_response_type: means('fail', 'our_setup'),
  invalid_scope: means('fail', 'our_setup'),
  access_denied: means('fail', 'permission_missing'),
  server_error: means('retry', 'tiktok_down'),
  temporarily_unavailable: means('retry', 'tiktok_down'),
};

/** `fail_reason` of status/fetch and `reason` of webhooks (tiktok-api.md 6). FAILED means nothing was published, so `retry` is a new init. */
const FAIL_REASONS: Record<string, Meaning> = {
  file_format_check_failed: means('fail', 'refused_content'),
  duration_check_failed: means('fail', 'refused_content'),
  frame_rate_check_failed: means('fail', 'refused_content'),
  picture_size_check_failed: means('fail', 'refused_content'),
  internal: means('retry', 'tiktok_down', MINUTE),
  video_pull_failed: means('retry', 'media_unreachable', MINUTE),
  photo_pull_failed: means('retry', 'media_unreachable', MINUTE),
  publish_cancelled: means('fail', 'not_published'),
  auth_removed: means('hold', 'reconnect_needed'),
  spam_risk_too_many_posts: means('fail', 'daily_cap'),
  spam_risk_user_banned_from_posting: means('fail', 'account_banned'),
  spam_risk_text: means('fail', 'caption_refused'),
  spam_risk: means('fail', 'tiktok_refused'),
};

/** What TikTok said when it refused. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
  logId: string;
  retryAfterMs: number | null;
  /** The call may have changed something at TikTok: a broken answer leaves that unknown. */
  effect: boolean;
}

/** A refusal of the API, by its code; an unknown one is final, never a blind retry (tiktok-api.md 9). */
export function readRefusal(refusal: Refusal): Trouble {
  const { status, code } = refusal;
  const known = own(API_CODES, code);
  const broken = status >= 500 || code === 'internal_error';
  if (broken) return trouble(means(refusal.effect ? 'unknown' : 'retry', 'tiktok_down'), refusal);
  // A 401 whose code says nothing is a dead token; a 429 was not executed.
  if (!known && status === 401) return trouble(means('reauthorize', 'reconnect_needed'), refusal);
  if (!known && status === 429) return trouble(means('retry', 'tiktok_down'), refusal);
  return trouble(known ?? means('fail', 'tiktok_unexpected'), refusal);
}

export function readOAuthError(refusal: Refusal): Trouble {
  const known = own(OAUTH_ERRORS, refusal.code);
  if (!known && refusal.status >= 500)
    return trouble(means(refusal.effect ? 'unknown' : 'retry', 'tiktok_down'), refusal);
  return trouble(known ?? means('fail', 'tiktok_unexpected'), refusal);
}

/** Why TikTok did not publish what it had taken. An unknown word is final and shown as it is. */
export function readFailReason(failReason: string): Trouble {
  return trouble(own(FAIL_REASONS, failReason) ?? means('fail', 'tiktok_unexpected'), {
    status: null,
    code: failReason,
    message: '',
    logId: '',
    retryAfterMs: null,
  });
}

/** No readable answer: lost on the way, cut off, or not TikTok's JSON. */
export function unreadable(code: string, status: number | null): Trouble {
  const blank = { status, code, message: '', logId: '', retryAfterMs: null };
  if (status === 401) return trouble(means('reauthorize', 'reconnect_needed'), blank);
  if (status === 429) return trouble(means('retry', 'tiktok_down'), blank);
  // Our address or method is wrong (tiktok-api.md 0).
  if (code === 'unsupported_path') return trouble(means('fail', 'our_setup'), blank);
  const silent = status === null || status >= 500;
  return trouble(means('unknown', silent ? 'tiktok_down' : 'tiktok_unexpected'), blank);
}

const own = (table: Record<string, Meaning>, code: string): Meaning | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined;

const TECHNICAL_CHARS_MAX = 500;
function trouble(
  meaning: Meaning,
  said: Omit<Refusal, 'status' | 'effect'> & { status: number | null },
): Trouble {
  const words = [
    said.code,
    said.message && `: ${said.message}`,
    said.status === null ? '' : ` (HTTP ${said.status})`,
    said.logId && ` log_id ${said.logId}`,
  ].join('');
  return {
    action: meaning.action,
    reason: meaning.reason,
    code: said.code,
    technical: plain(words),
    httpStatus: said.status,
    retryAfterMs: said.retryAfterMs ?? meaning.retryAfterMs ?? null,
  };
}

/** One line, bounded, without anything shaped like a token of TikTok's. */
const plain = (words: string) =>
  words
    .replace(/\b(?:act|rft)\.[\w.!*%~-]+/g, '…')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a log line must stay one line (security.md 37)
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .slice(0, TECHNICAL_CHARS_MAX);
