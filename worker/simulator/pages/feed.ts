import type { Publication } from '../publications.ts';
import { escapeHtml, page } from './layout.ts';

export function feedPage(posts: Publication[], count: number, offset: number, size: number): string {
  const older = offset + size < count ? `<a href="/?offset=${offset + size}">Older</a>` : '';
  const newer = offset > 0 ? `<a href="/?offset=${Math.max(0, offset - size)}">Newer</a>` : '';
  const grid = posts.length
    ? `<div class="grid">${posts.map(card).join('')}</div>`
    : '<p class="dim">Nothing was published yet. When an app hands a video over, it appears here.</p>';
  return page(
    'Published',
    `<main><h1>${count} published ${count === 1 ? 'video' : 'videos'}</h1>${grid}
      <p class="row">${newer} ${older}</p></main>`,
  );
}

/** One user's videos, the newest first. */
export function profilePage(user: { username: string; nickname: string }, posts: Publication[]): string {
  const grid = posts.length
    ? `<div class="grid">${posts.map(card).join('')}</div>`
    : '<p class="dim">Nothing was published here yet.</p>';
  return page(
    `@${user.username}`,
    `<main><h1>${escapeHtml(user.nickname)}</h1><p class="dim">@${escapeHtml(user.username)}</p>${grid}</main>`,
  );
}

export function videoPage(post: Publication): string {
  return page(post.caption || 'A video', `<main class="narrow">${card(post)}</main>`);
}

export function missingPage(): string {
  return page(
    'Not here',
    '<main class="narrow"><h1>This isn’t here</h1><p><a href="/">All videos</a></p></main>',
  );
}

function card(post: Publication): string {
  const video = post.discarded
    ? '<div class="gone">bytes not kept</div>'
    : `<video controls preload="metadata" playsinline src="/media/${post.postId}"></video>`;
  const share = `/@${encodeURIComponent(post.username)}/video/${post.postId}`;
  const time = new Date(post.lastByteAt ?? 0).toISOString();
  return `<article class="card post">${video}<div>
    <p>${escapeHtml(post.caption) || '<span class="dim">no caption</span>'}</p>
    <strong>${escapeHtml(post.nickname)}</strong> <span class="dim">@${escapeHtml(post.username)}</span>
    <small>Last byte <time datetime="${time}">${time.replace('T', ' ').replace('Z', ' UTC')}</time></small>
    <small>${escapeHtml(String(post.options.privacy_level))} · ${(post.bytes / 1_000_000).toFixed(2)} MB in
      ${post.chunks} ${post.chunks === 1 ? 'chunk' : 'chunks'}</small>
    <small><a href="${share}">Link</a> · <a href="/publications/${post.postId}.json">JSON</a></small>
  </div></article>`;
}
