import cookies from '../legal/cookies.md?raw';
import privacy from '../legal/privacy.md?raw';
import terms from '../legal/terms.md?raw';
import type { LegalFacts, LegalPage } from './legal-text.server.ts';
import { render } from './legal-text.server.ts';

/** The legal texts; they are edited as Markdown files and turned into HTML here, never in the browser. */
const TEXTS = { terms, privacy, cookies };

export const legalPage = (name: keyof typeof TEXTS, facts: LegalFacts): LegalPage =>
  render(TEXTS[name], facts);
