export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; --paper: #f6f4ef; --card: #fffdf8; --ink: #24211c; --dim: #6d675c; --line: #ddd7ca;
  --accent: #2f5d50; --accent-ink: #fff; }
@media (prefers-color-scheme: dark) { :root { --paper: #191816; --card: #23211e; --ink: #efeae0; --dim: #a79f91;
  --line: #3a372f; --accent: #8fc7b2; --accent-ink: #10201a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header { display: flex; gap: 1.5rem; align-items: baseline; flex-wrap: wrap; padding: .9rem 1.25rem;
  border-bottom: 1px solid var(--line); background: var(--card); }
header strong { margin-right: auto; } header em { font-style: normal; color: var(--dim); font-weight: 400; }
main { padding: 1.5rem 1.25rem 4rem; max-width: 76rem; margin: 0 auto; } main.narrow { max-width: 34rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 1rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .75rem; }
a { color: var(--accent); } small, .dim { color: var(--dim); } small { font-size: .85rem; display: block; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; }
fieldset { border: 0; padding: 0; margin: 0 0 1.25rem; } legend { font-weight: 600; margin-bottom: .5rem; padding: 0; }
.choice { display: flex; gap: .75rem; padding: .55rem .25rem; align-items: baseline; border-top: 1px solid var(--line); }
.choice input { accent-color: var(--accent); } .row { display: flex; gap: .75rem; justify-content: flex-end; flex-wrap: wrap; }
button { font: inherit; font-weight: 600; padding: .6rem 1.4rem; border-radius: 8px; border: 1px solid var(--accent);
  background: var(--accent); color: var(--accent-ink); cursor: pointer; min-height: 44px; }
button.quiet { background: none; color: var(--ink); border-color: var(--line); }
.grid { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
.post { padding: 0; overflow: hidden; display: flex; flex-direction: column; }
.post video, .post .gone { width: 100%; aspect-ratio: 9 / 16; max-height: 26rem; background: #000; display: grid;
  place-items: center; color: #bbb; } .post > div { padding: .9rem 1rem 1rem; }
.post p { margin: 0 0 .5rem; overflow-wrap: anywhere; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .4rem .6rem .4rem 0;
  border-bottom: 1px solid var(--line); vertical-align: top; font-size: .92rem; }
pre { overflow: auto; font-size: .85rem; } code { font-size: .92em; overflow-wrap: anywhere; }
.fields { display: grid; gap: .75rem 1rem; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); margin-bottom: 1rem; }
.fields label { font-size: .9rem; color: var(--dim); } .fields input:not([type=checkbox]), .fields select { font: inherit;
  width: 100%; padding: .45rem; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); color: var(--ink); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }`;

const ICON =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><circle cx='4' cy='4' r='3' fill='%232f5d50'/></svg>";

export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} · TikTok simulator</title>
<link rel="icon" href="${ICON}"><style>${STYLE}</style></head><body>
<header><strong>TikTok simulator <em>— rehearsal</em></strong><a href="/">Published</a><a href="/faults">Faults</a></header>
${body}</body></html>`;
}
