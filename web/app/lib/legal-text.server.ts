import { marked } from 'marked';

export interface LegalPage {
  title: string;
  /** The day on which this text last changed, as 2026-11-21. */
  effective: string;
  sections: { id: string; title: string; html: string }[];
}

/** What the texts leave to the instance, as `{{operator}}`. */
export type LegalFacts = Record<'operator' | 'contact' | 'mediaKeepDays', string>;

type Facts = Readonly<Record<string, string>>;

/** Front matter, then `## Section`s; a quote at a section's beginning is its summary in plain words. */
export function render(text: string, facts: Facts): LegalPage {
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  const of = (key: string) => new RegExp(`^${key}: (.*)$`, 'm').exec(front)?.[1]?.trim() ?? '';
  const sections = body
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split('\n');
      const id = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
      const html = marked.parse(fillIn(lines.join('\n'), facts), { async: false });
      return { id, title: title.trim(), html: wideTables(html) };
    });
  return { title: of('title'), effective: of('effective'), sections };
}

const fillIn = (text: string, facts: Facts) =>
  text
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
      Object.hasOwn(facts, name) ? asText(facts[name] ?? '') : '',
    )
    .replaceAll(/(^> |[.!?] )the operator/gm, '$1The operator');

/** An operator's name is text, whatever it holds: neither HTML nor Markdown. */
const asText = (value: string) =>
  value.replaceAll(/[&<>"'*_`[\]|\\]/g, (letter) => `&#${letter.charCodeAt(0)};`).replaceAll('\n', ' ');

/** A table scrolls inside its own box on a phone, and keys reach it. */
const wideTables = (html: string) =>
  html
    .replaceAll('<table>', '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>')
    .replaceAll('</table>', '</table></div>');
