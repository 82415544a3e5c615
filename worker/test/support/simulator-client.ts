/**
 * The simulator's control API, as seen from tests, demo, kill test and benches. It shares no code with the
 * simulator or with the product: what it needs of their shapes is said here.
 */

export type FetchLike = (url: string, init?: RequestInit) => Promise<Response>;

export interface SimulatedUser {
  openId: string;
  username: string;
  nickname: string;
  private: boolean;
  commentDisabled: boolean;
  duetDisabled: boolean;
  stitchDisabled: boolean;
  maxVideoSeconds: number;
  banned: boolean;
  dailyCap: number | null;
  otherAppsPosts: number;
  refusal: string | null;
  privacyOptions: string[] | null;
  avatarUrl: string | null;
}

export interface SimulatedGrant {
  access_token: string;
  expires_in: number;
  open_id: string;
  refresh_expires_in: number;
  refresh_token: string;
  scope: string;
  token_type: 'Bearer';
}

export interface Publication {
  publishId: string;
  openId: string;
  username: string;
  nickname: string;
  stage: 'uploading' | 'processing' | 'complete' | 'failed';
  caption: string;
  /** post_info as it arrived. */
  options: Record<string, unknown>;
  bytes: number;
  uploadedBytes: number;
  chunks: number;
  chunksDone: number;
  sha256: string | null;
  createdAt: number;
  firstByteAt: number | null;
  lastByteAt: number | null;
  publishedAt: number | null;
  publicAt: number | null;
  failReason: string | null;
  /** 19 digits, more than a number holds. */
  postId: string | null;
  discarded: boolean;
}

export type FaultEndpoint =
  | 'token'
  | 'refresh'
  | 'revoke'
  | 'creator_info'
  | 'init'
  | 'put'
  | 'status'
  | 'cancel'
  | 'user_info'
  | 'any';

export type FaultKind =
  | 'latency'
  | 'slow'
  | 'hang'
  | 'close'
  | 'cut_body'
  | 'status'
  | 'html'
  | 'empty'
  | 'truncated'
  | 'big_json'
  | 'endless_json'
  | 'redirect'
  | 'internal_error'
  | 'error';

export interface Fault {
  endpoint: FaultEndpoint;
  kind: FaultKind;
  /** Is the call carried out although its answer is spoiled? Default no. */
  effect?: boolean;
  nth?: number;
  /** 0 = until cleared. */
  count?: number;
  openId?: string;
  publishId?: string;
  chunk?: number | 'last';
  latencyMs?: number | [number, number];
  at?: 'before' | 'during' | 'after';
  bytesPerSecond?: number;
  status?: number;
  code?: string;
  message?: string;
  location?: string;
  body?: string;
}

export interface SimulatedRequest {
  id: number;
  at: number;
  method: string;
  path: string;
  endpoint: FaultEndpoint;
  open_id: string | null;
  publish_id: string | null;
  status: number;
  code: string | null;
  bytes: number | null;
  fault: string | null;
}

export interface SimulatedWebhook {
  id: number;
  event: string;
  open_id: string | null;
  publish_id: string | null;
  body: string;
  created_at: number;
  next_at: number | null;
  tries: number;
  outcome: 'waiting' | 'delivered' | 'dropped' | 'given_up';
  last_status: number | null;
}

export type Verdict = {
  fail?: string;
  processing?: number | 'forever';
  moderation?: number | 'forever';
};

export type ClockOrder = { offsetMs: number } | { setMs: number } | { advanceMs: number } | { reset: true };

export interface ConsentChoice {
  /** Default: the first user. */
  openId?: string;
  username?: string;
  /** Default: all that were asked for. */
  scopes?: string[];
  deny?: boolean;
}

type PublicationQuery = { openId?: string; publishId?: string; all?: boolean; hash?: boolean };
type RequestQuery = {
  endpoint?: FaultEndpoint;
  openId?: string;
  publishId?: string;
  afterId?: number;
  limit?: number;
};

export type SimulatorClient = ReturnType<typeof simulatorClient>;

export function simulatorClient(baseUrl: string, fetchLike: FetchLike = fetch, controlKey?: string) {
  const authorization = controlKey ? { authorization: `Bearer ${controlKey}` } : undefined;

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetchLike(`${baseUrl}/_control${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...authorization },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`simulator: ${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  return {
    health: () => call<{ ok: true; now: number }>('GET', '/health'),
    reset: () => call<{ ok: true }>('POST', '/reset'),

    users: async (limit = 100) =>
      (await call<{ users: SimulatedUser[] }>('GET', `/users?limit=${limit}`)).users,
    async createUser(traits: Partial<SimulatedUser> = {}): Promise<SimulatedUser> {
      const { users } = await call<{ users: SimulatedUser[] }>('POST', '/users', traits);
      return first(users);
    },
    createUsers: async (count: number, traits: Partial<SimulatedUser> = {}) =>
      (await call<{ users: SimulatedUser[] }>('POST', '/users', { ...traits, count })).users,
    changeUser: async (openId: string, traits: Partial<SimulatedUser>) =>
      (await call<{ user: SimulatedUser }>('PATCH', `/users/${encodeURIComponent(openId)}`, traits)).user,
    removeAccess: (openId: string) =>
      call<{ ok: true }>('POST', `/users/${encodeURIComponent(openId)}/remove-access`),

    /** Tokens without a consent page. */
    async grant(openId?: string, scopes?: string): Promise<SimulatedGrant> {
      const { grants } = await call<{ grants: SimulatedGrant[] }>('POST', '/grants', { openId, scopes });
      return first(grants);
    },
    grants: async (openIds: string[], scopes?: string) =>
      (await call<{ grants: SimulatedGrant[] }>('POST', '/grants', { openIds, scopes })).grants,

    /** What was published; with `all` also what is under way or failed. */
    publications: async (query: PublicationQuery = {}) =>
      (await call<{ publications: Publication[] }>('GET', `/publications${publicationQuery(query)}`))
        .publications,
    postsCount: async (openId?: string) =>
      (await call<{ count: number }>('GET', `/posts-count${queryOf({ open_id: openId })}`)).count,
    setVerdict: (subject: { publishId: string } | { openId: string }, verdict: Verdict) =>
      call<{ ok: true }>('POST', '/verdicts', { ...subject, ...verdict }),

    settings: async () => (await call<{ settings: Record<string, unknown> }>('GET', '/settings')).settings,
    changeSettings: async (patch: Record<string, unknown>) =>
      (await call<{ settings: Record<string, unknown> }>('POST', '/settings', patch)).settings,
    clock: () => call<{ now: number; offsetMs: number }>('GET', '/clock'),
    setClock: (order: ClockOrder) => call<{ now: number; offsetMs: number }>('POST', '/clock', order),

    faults: async () =>
      (await call<{ faults: (Fault & { id: number; seen: number; hits: number })[] }>('GET', '/faults'))
        .faults,
    addFault: async (...faults: Fault[]) => (await call<{ ids: number[] }>('POST', '/faults', faults)).ids,
    clearFaults: (id?: number) =>
      call<{ ok: true }>('DELETE', id === undefined ? '/faults' : `/faults/${id}`),

    async requests({ endpoint, openId, publishId, afterId, limit }: RequestQuery = {}) {
      const query = { endpoint, open_id: openId, publish_id: publishId, after_id: afterId, limit };
      const answer = await call<{ requests: SimulatedRequest[] }>('GET', `/requests${queryOf(query)}`);
      return answer.requests;
    },
    webhooks: async () => (await call<{ webhooks: SimulatedWebhook[] }>('GET', '/webhooks')).webhooks,
    /** Sends what is due now instead of waiting for the alarm. */
    deliverWebhooks: async () => (await call<{ tried: number }>('POST', '/webhooks/deliver')).tried,

    /** Decides a consent page over HTTP; answers the callback URL with code, scopes and state (or the error). */
    async consent(authorizeUrl: string, choice: ConsentChoice = {}): Promise<URL> {
      const form = new URLSearchParams(new URL(authorizeUrl).search);
      form.set('decision', choice.deny ? 'deny' : 'allow');
      if (choice.openId) form.set('open_id', choice.openId);
      if (choice.username) form.set('username', choice.username);
      if (choice.scopes) form.set('scopes', choice.scopes.join(','));
      const answer = await fetchLike(`${baseUrl}/v2/auth/authorize/decide`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
        redirect: 'manual',
      });
      const location = answer.headers.get('location');
      if (!location) throw new Error(`simulator: consent answered ${answer.status}: ${await answer.text()}`);
      return new URL(location);
    },
  };
}

function publicationQuery({ openId, publishId, all, hash }: PublicationQuery): string {
  return queryOf({
    open_id: openId,
    publish_id: publishId,
    all: all ? 1 : undefined,
    hash: hash === false ? 0 : undefined,
  });
}

function queryOf(values: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text ? `?${text}` : '';
}

function first<T>(list: T[]): T {
  const [one] = list;
  if (!one) throw new Error('simulator: an empty list came back');
  return one;
}
