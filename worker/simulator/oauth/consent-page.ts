import { escapeHtml, page } from '../pages/layout.ts';
import type { User } from '../users.ts';
import type { Ask } from './authorize.ts';
import { BASIC_SCOPE, SCOPES } from './scopes.ts';

/** Works without JavaScript: choose who you are, tick what you allow, decide. */
export function consentPage(ask: Ask, scopes: string[], users: User[]): string {
  const hidden = Object.entries(ask).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  return page(
    'Connect an account',
    `<main class="narrow">
      <h1>An app wants to connect</h1>
      <p><code>${escapeHtml(ask.client_key)}</code> asks for access to a test account. Nothing here is real: no such
        person exists, and nothing reaches TikTok.</p>
      <form method="post" action="/v2/auth/authorize/decide" class="card">
        ${hidden.join('\n')}
        <fieldset><legend>Continue as</legend>${users.map(userChoice).join('')}</fieldset>
        <fieldset><legend>It may</legend><input type="hidden" name="scopes" value="">${scopes.map(scopeChoice).join('')}</fieldset>
        <div class="row">
          <button name="decision" value="deny" class="quiet">Deny</button>
          <button name="decision" value="allow">Allow</button>
        </div>
      </form>
    </main>`,
  );
}

export function refusedPage(error: string, description: string): string {
  return page(
    'This request can’t be shown',
    `<main class="narrow"><h1>This request can’t be shown</h1>
      <p>${escapeHtml(description)}</p><p><code>${escapeHtml(error)}</code></p></main>`,
  );
}

function userChoice(user: User, place: number): string {
  const traits = [
    user.private ? 'private account' : 'public account',
    user.commentDisabled && 'comments off',
    user.duetDisabled && 'duet off',
    user.banned && 'banned from posting',
  ].filter(Boolean);
  return `<label class="choice"><input type="radio" name="open_id" value="${escapeHtml(user.openId)}"${place === 0 ? ' checked' : ''}>
    <span><strong>${escapeHtml(user.nickname)}</strong> <span class="dim">@${escapeHtml(user.username)}</span>
    <small>${traits.join(', ')}</small></span></label>`;
}

function scopeChoice(scope: string): string {
  const fixed = scope === BASIC_SCOPE;
  const words = SCOPES[scope as keyof typeof SCOPES];
  // A disabled box is not sent, so a hidden field says what it shows.
  return `<label class="choice"><input type="checkbox" name="scopes" value="${scope}" checked${fixed ? ' disabled' : ''}>
    <span>${words}${fixed ? ' <span class="dim">(always)</span>' : ''} <small><code>${scope}</code></small></span></label>
    ${fixed ? `<input type="hidden" name="scopes" value="${scope}">` : ''}`;
}
