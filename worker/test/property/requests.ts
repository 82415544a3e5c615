/** Requests nobody should send, made from what the document says of an operation. */
import fc from 'fast-check';
import type { Operation, Route } from '../support/openapi.ts';

/** Ids by the kind before the underscore, and signed tokens. */
export type Things = Record<string, string>;
export interface Attack {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  body: string | Uint8Array<ArrayBuffer> | undefined;
}

export const PART_BYTES = 1_000;

const NASTY = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066plum',
  '𝒫𝓁𝓊𝓂 🥧',
  "'; drop table posts; --",
  '%',
  '%_\\',
  '../../../etc/passwd',
  '<script>alert(1)</script>',
  '=cmd|calc',
  '\r\nset-cookie: a=b',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-1',
  '1e309',
  '99999999999999999999',
  '0x10',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-01-01T00:00:00Z',
];
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 5_000 }).map((length) => 'å'.repeat(length)) },
);
const deep = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);
const value: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom(
    null,
    true,
    0,
    -0,
    -1,
    0.5,
    2 ** 31,
    2 ** 53,
    -(2 ** 63),
    1e308,
    [],
    {},
    [[]],
    [null],
    JSON.parse(deep(20, '[', ']')),
    JSON.parse('{"__proto__":{"role":"owner"},"constructor":{"prototype":1}}'),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Documents that no example leads to. */
const rawBody: fc.Arbitrary<Attack['body']> = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    '[]',
    'null',
    '"',
    '{"a":1,}',
    '\ufeff{}',
    deep(33, '[', ']'),
    deep(5_000, '{"a":', '}').replace('}', '1}'),
    `{"a":"${'x'.repeat(270_000)}"}`,
    '1e400',
    '{"caption":"\\ud800"}',
    new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  ),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => new Uint8Array(bytes)),
);

/** Somebody's thing instead of the example's, and a time to come. */
function withIds(example: unknown, things: Things): unknown {
  if (typeof example === 'string') {
    const kind = /^\d{4}-\d\d-\d\dT/.test(example) ? 'instant' : /^([a-z]+)_[0-9a-z]{26}$/.exec(example)?.[1];
    return things[kind ?? ''] ?? example;
  }
  if (Array.isArray(example)) return example.map((one) => withIds(one, things));
  if (example === null || typeof example !== 'object') return example;
  return Object.fromEntries(Object.entries(example).map(([name, one]) => [name, withIds(one, things)]));
}

/** The example with some fields made hostile, some left out, some added. */
const spoilt = (example: unknown): fc.Arbitrary<unknown> => {
  if (example === null || typeof example !== 'object' || Array.isArray(example)) return value;
  const fields = Object.entries(example).map(([name, one]) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([[name, one]]) },
      { weight: 2, arbitrary: value.map((other) => [[name, other]]) },
      { weight: 1, arbitrary: fc.constant([]) },
    ),
  );
  const extra = fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('id', 'workspaceId', 'role', 'status', '__proto__', 'toString'), value)
        .map((field) => [field]),
    },
  );
  return fc.tuple(...fields, extra).map((all) => entriesToJson(all.flat() as [string, unknown][]));
};
/** By hand: `Object.fromEntries` would keep `__proto__` only as a name, and JSON may hold one twice. */
const entriesToJson = (entries: [string, unknown][]) => new RawJson(entries);
class RawJson {
  readonly #entries: [string, unknown][];
  constructor(entries: [string, unknown][]) {
    this.#entries = entries;
  }
  toString(): string {
    return `{${this.#entries.map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`).join(',')}}`;
  }
}
const write = (one: unknown) => (one instanceof RawJson ? one.toString() : JSON.stringify(one));

const headerText = text.map((hostile) => hostile.replace(/[^\x20-\x7e\xa1-\xff]/g, '').trim());
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/merge-patch+json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=b',
  'application/octet-stream',
  '',
];

function bodyOf(
  operation: Operation,
  own: Things,
  others: Things,
): fc.Arbitrary<{ type: string; body: Attack['body'] }> {
  const [first] = Object.entries(operation.requestBody?.content ?? {});
  const [type, content] = first ?? ['application/json', undefined];
  const type$ = fc.oneof({ weight: 5, arbitrary: fc.constant(type) }, fc.constantFrom(...TYPES));
  const examples = [own, others].map((things) => withIds(content?.example ?? {}, things));
  const body = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .constantFrom(...examples)
        .chain(spoilt)
        .map(write),
    },
    { weight: 1, arbitrary: rawBody },
  );
  return fc.record({ type: type$, body });
}

const isWrite = (method: string) => method !== 'GET' && method !== 'HEAD';

/** What a client that read the document would send. */
export function politeRequest({ method, path, operation }: Route, own: Things, token: string): Attack {
  const [first] = Object.entries(operation.requestBody?.content ?? {});
  const [type, content] = first ?? [];
  const sent = withIds(content?.example, own);
  const isForm = type?.includes('form') ?? false;
  const body = isForm ? new URLSearchParams(sent as Record<string, string>).toString() : JSON.stringify(sent);
  const headers: Attack['headers'] = [['authorization', `Bearer ${token}`]];
  const url = filled(path, (name) => own[name] ?? 'x');
  if (type === 'application/octet-stream')
    return { method, url, headers: [['content-length', `${PART_BYTES}`]], body: new Uint8Array(PART_BYTES) };
  if (isWrite(method) && type) headers.push(['content-type', type]);
  return {
    method,
    url,
    headers,
    body: isWrite(method) ? body : undefined,
  };
}

const filled = (path: string, idOf: (name: string) => string) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => idOf(name));

export function attacks(
  { method, path, operation }: Route,
  own: Things,
  others: Things,
  token: string,
): fc.Arbitrary<Attack> {
  const id = (name: string) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(own[name] ?? '1') },
      { weight: 3, arbitrary: fc.constant(others[name] ?? '2') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('%ff', '%00', '%E0%A4%A', '%2F', 'a%0d%0ab', '__proto__'),
      },
      { weight: 1, arbitrary: text.map((hostile) => encodeURIComponent(hostile.toWellFormed()) || 'x') },
    );
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const ids = fc.tuple(...names.map(id));
  const declared = (operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name);
  const pair = fc
    .tuple(fc.constantFrom(...declared, 'limit', '__proto__', 'x'), fc.oneof(text, fc.constant('5')))
    .map(([name, hostile]) => `${name}=${encodeURIComponent(hostile.toWellFormed())}`);
  const query = fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    fc.array(
      fc.oneof({ weight: 9, arbitrary: pair }, fc.constantFrom('limit=%ff', 'cursor=%', '&&=', 'text[]=1')),
      { maxLength: 4 },
    ),
  );
  const credentials = fc.oneof(
    { weight: 8, arbitrary: fc.constant(`Bearer ${token}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        'Bearer',
        'Bearer  ',
        'Basic YTpi',
        `bearer ${token}x`,
        'Bearer eyJhbGciOiJub25lIn0.e30.',
      ),
    },
  );
  const more = fc.array(
    fc.tuple(
      fc.constantFrom(
        'idempotency-key',
        'if-match',
        'if-none-match',
        'range',
        'if-range',
        'origin',
        'content-digest',
        'tiktok-signature',
        'x-request-id',
        'accept',
      ),
      headerText,
    ),
    { maxLength: 2 },
  );
  const body = isWrite(method) ? bodyOf(operation, own, others) : fc.constant(undefined);
  return fc.record({ ids, query, credentials, more, body }).map((made) => {
    const queue = [...made.ids];
    const search = made.query.length > 0 ? `?${made.query.join('&')}` : '';
    return {
      method,
      url: filled(path, () => queue.shift() ?? 'x') + search,
      headers: [
        ['authorization', made.credentials],
        ...(made.body?.type ? [['content-type', made.body.type] as [string, string]] : []),
        ...made.more,
      ],
      body: made.body?.body,
    };
  });
}
