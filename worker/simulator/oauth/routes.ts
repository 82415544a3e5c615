import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyText } from '../body-text.ts';
import type { FaultEndpoint } from '../faults/faults.ts';
import { takeFault } from '../faults/faults.ts';
import { fakeAnswer, mark, waitBefore } from '../faults/spoil.ts';
import { newLogId } from '../ids.ts';
import { logRequest } from '../requests.ts';
import type { World } from '../world.ts';
import { decideConsent, showConsent } from './authorize.ts';
import type { OAuthAnswer } from './token.ts';
import { answerRevoke, answerToken, subjectOf } from './token.ts';

/** Login Kit for Web and the token calls (tiktok-api.md 1). */
export function oauthRoutes(world: World) {
  return new Hono()
    .get('/v2/auth/authorize/', showConsent(world))
    .post('/v2/auth/authorize/decide', decideConsent(world))
    .post('/v2/oauth/token/', oauthCall(world, answerToken))
    .post('/v2/oauth/revoke/', oauthCall(world, answerRevoke));
}

function oauthCall(world: World, act: (world: World, form: URLSearchParams) => OAuthAnswer) {
  return async (c: Context) => {
    const arrivedAt = world.now();
    const text = await bodyText(c.req.raw);
    const isForm = (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
    const form = new URLSearchParams(isForm ? text : '');
    const endpoint = endpointOf(c.req.path, form);
    const openId = subjectOf(world, form);

    const fault = takeFault(world, { endpoint, openId });
    await waitBefore(fault);
    const answer: OAuthAnswer | undefined = fault?.skipsEffect
      ? undefined
      : isForm
        ? act(world, form)
        : {
            error: 'invalid_request',
            description: 'Content-Type must be application/x-www-form-urlencoded.',
          };
    const response = answer ? render(world, answer) : fakeAnswer();
    const code = answer && 'error' in answer ? answer.error : answer ? 'ok' : null;
    logRequest(world, { at: arrivedAt, c, endpoint, openId, status: response.status, code, fault });
    return mark(response, fault);
  };
}

function endpointOf(path: string, form: URLSearchParams): FaultEndpoint {
  if (path.endsWith('/revoke/')) return 'revoke';
  return form.get('grant_type') === 'refresh_token' ? 'refresh' : 'token';
}

function render(world: World, answer: OAuthAnswer): Response {
  if ('error' in answer) {
    const body = {
      error: answer.error,
      error_description: answer.description,
      log_id: newLogId(world.now()),
    };
    return Response.json(body, { status: world.settings.oauthErrorStatus });
  }
  return answer.ok ? Response.json(answer.ok) : new Response(null, { status: 200 });
}
