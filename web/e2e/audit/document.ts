import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CHAPTERS, GUIDELINES } from './guidelines.ts';
import type { Evidence, Picture } from './kit.ts';
import { BEFORE_RECORDING, RECORDING } from './recording.ts';

type Found = Map<string, Evidence>;
const FONT = createRequire(import.meta.url).resolve(
  '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
);
const TOKENS = new URL('../../app/tokens.css', import.meta.url);
const STYLE = new URL('./document.css', import.meta.url);

/** One page that needs nothing beside it: pictures, typeface and colours are in it. */
export function documentOf(found: Found, takenAt: Date): string {
  const all = [...found.values()];
  const pictures = all.reduce((sum, one) => sum + one.pictures.length, 0);
  const proofs = all.reduce((sum, one) => sum + one.proofs.length, 0);
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(takenAt);
  return `<!doctype html>
<html lang="en-GB" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>TikTimer and TikTok’s Content Sharing Guidelines</title>
<style>
@font-face{font-family:"Instrument Sans Variable";font-weight:400 700;src:url(${dataOf('font/woff2', readFileSync(FONT))}) format("woff2")}
${readFileSync(TOKENS, 'utf8').split('@theme')[0]}
${readFileSync(STYLE, 'utf8')}
</style>
</head>
<body>
<header>
<h1>TikTimer and TikTok’s Content Sharing Guidelines</h1>
<p>Every point in the order of the guidelines: what it asks, the screen that shows it, and what was checked in the browser while the
picture was taken. A point that does not hold leaves no document.</p>
<dl>
<div><dt>Taken</dt><dd>${day}</dd></div>
<div><dt>Points</dt><dd>${GUIDELINES.length}</dd></div>
<div><dt>Pictures</dt><dd>${pictures}</dd></div>
<div><dt>Checks, all held</dt><dd>${proofs}</dd></div>
</dl>
<p class="note">The pictures are of the product as it is deployed, connected to a rehearsal of TikTok; the strip “Rehearsal” on some of
them says so. The frames are drawn by this document.</p>
<nav aria-label="Points"><ol>${chapters().map(contents).join('')}<li><a href="#recording">7 The recording</a></li></ol></nav>
</header>
<main>
${chapters()
  .map((chapter) => `<h2>${chapter} ${escaped(CHAPTERS[chapter] ?? '')}</h2>${sectionsOf(chapter, found)}`)
  .join('\n')}
${recording()}
</main>
</body>
</html>
`;
}

const chapters = () => Object.keys(CHAPTERS);
const pointsOf = (chapter: string) => GUIDELINES.filter(({ id }) => id.startsWith(chapter));
const contents = (chapter: string) =>
  `<li>${chapter} ${escaped(CHAPTERS[chapter] ?? '')}<ol>${pointsOf(chapter)
    .map(({ id, title }) => `<li><a href="#point-${id}">${id} ${escaped(title)}</a></li>`)
    .join('')}</ol></li>`;

const sectionsOf = (chapter: string, found: Found) =>
  pointsOf(chapter)
    .map(({ id, title, asks }) => {
      const { pictures = [], proofs = [] } = found.get(id) ?? {};
      return `<section id="point-${id}">
<h3><span>${id}</span> ${escaped(title)}</h3>
<p class="asks">${escaped(asks)}</p>
<ul class="proofs">${proofs.map((proof) => `<li>${escaped(proof)}</li>`).join('')}</ul>
<div class="pictures">${pictures.map(figure).join('')}</div>
</section>`;
    })
    .join('\n');

const figure = ({ file, png, look, phone }: Picture) => `<figure${phone ? ' class="phone"' : ''}>
<img src="${dataOf('image/png', png)}" alt="${escaped(look)}">
<figcaption><b>${file.slice(0, 2)}</b> ${escaped(look)}</figcaption>
</figure>`;

const recording = () => `<section id="recording">
<h2>7 The recording</h2>
<p class="asks">The reviewers want to see the whole flow in one video: the real domain, every scope, every point above, in this order.</p>
<h3>Before it begins</h3>
<ul class="before">${BEFORE_RECORDING.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>
<h3>Scene by scene</h3>
<table><thead><tr><th scope="col">Shows</th><th scope="col">Do</th><th scope="col">Say</th></tr></thead>
<tbody>${RECORDING.map(
  ({ shows, does, says }) =>
    `<tr><th scope="row">${shows.join(', ')}</th><td>${escaped(does)}</td><td>“${escaped(says)}”</td></tr>`,
).join('')}</tbody></table>
</section>`;

const dataOf = (type: string, bytes: Buffer) => `data:${type};base64,${bytes.toString('base64')}`;
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
