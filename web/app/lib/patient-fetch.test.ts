import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { ASKED_BY_SCRIPT, patientFetch, SESSION_ENDED, WAITED } from './patient-fetch.ts';

Object.assign(globalThis, { location: { href: 'https://app.example/posts', origin: 'https://app.example' } });

const ended = () => Response.json([{ code: SESSION_ENDED }], { status: 401 });

/** A world that answers in turn; an Error in the list is a broken line. */
function world(answers: (Response | Error)[], online = true) {
  const asked: { url: string; script: string | null; after: string | null }[] = [];
  const waited: string[] = [];
  const state = { online, ours: true, now: 0 };
  const fetch = patientFetch(
    async (input, init) => {
      const headers = new Headers(init?.headers);
      asked.push({
        url: String(input),
        script: headers.get(ASKED_BY_SCRIPT),
        after: headers.get(WAITED),
      });
      const answer = answers.shift();
      if (answer instanceof Error) {
        state.online = false;
        throw answer;
      }
      return answer ?? Response.error();
    },
    {
      ours: () => state.ours,
      now: () => state.now,
      online: () => state.online,
      line: async () => {
        waited.push('line');
        state.now += 60_000;
        state.online = true;
      },
      session: async () => {
        waited.push('session');
      },
    },
  );
  return { fetch, asked, waited, state };
}

describe('what a page asks of us', () => {
  it('is sent again, with its body, after the creator has signed in again', async () => {
    const { fetch, asked, waited } = world([ended(), new Response('saved')]);
    const answer = await fetch('/posts/new.data', { method: 'POST', body: new URLSearchParams({ a: '1' }) });
    assert.equal(await answer.text(), 'saved');
    assert.deepEqual(waited, ['session']);
    assert.equal(asked.length, 2);
    assert.equal(asked[1]?.script, '1');
  });
  it('keeps a wrong password a wrong password', async () => {
    const { fetch, waited } = world([Response.json({ error: 'not right' }, { status: 401 })]);
    assert.equal((await fetch('/login.data', { method: 'POST' })).status, 401);
    assert.deepEqual(waited, []);
  });
  it('is not sent once another creator has signed in in this browser', async () => {
    const { fetch, asked, state } = world([new Response('saved')]);
    state.ours = false;
    await assert.rejects(fetch('/resources/drafts', { method: 'POST' }), { name: 'AbortError' });
    assert.deepEqual(asked, []);
  });
  it('waits for the line before it is sent', async () => {
    const { fetch, asked, waited } = world([new Response('ok')], false);
    await fetch('/posts.data', { method: 'POST' });
    assert.deepEqual(waited, ['line']);
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.after, '60000', 'and says how old it is by then');
  });
  it('is asked again when its answer breaks off with the line', async () => {
    const answers = [new Response('a whole page')];
    const { fetch, asked, waited, state } = world(answers);
    const half = new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode('half a p')),
      pull: (stream) => {
        state.online = false;
        stream.error(new TypeError('network error'));
      },
    });
    answers.unshift(new Response(half));
    assert.equal(await (await fetch('/posts.data')).text(), 'a whole page');
    assert.deepEqual(waited, ['line']);
    assert.equal(asked.length, 2);
  });
  it('is asked again when the line broke while reading', async () => {
    const { fetch, asked } = world([new TypeError('Failed to fetch'), new Response('ok')]);
    assert.equal(await (await fetch('/accounts.data')).text(), 'ok');
    assert.equal(asked.length, 2);
  });
  it('fails at once when a script of ours asked, which has its own words for it', async () => {
    const { fetch, asked, waited } = world([new TypeError('Failed to fetch')], false);
    await assert.rejects(fetch('/resources/drafts', { method: 'POST' }), TypeError);
    assert.deepEqual(waited, []);
    assert.equal(asked.length, 1);
  });
  it('is never sent twice when the line broke while writing', async () => {
    const { fetch, asked } = world([new TypeError('Failed to fetch'), new Response('ok')]);
    await assert.rejects(fetch('/posts/new.data', { method: 'POST' }), TypeError);
    assert.equal(asked.length, 1);
  });
});

it('what is asked of others passes untouched', async () => {
  const { fetch, asked } = world([ended()]);
  assert.equal((await fetch('https://api.example/parts/1', { method: 'PUT' })).status, 401);
  assert.equal(asked[0]?.script, null);
});
