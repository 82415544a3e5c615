import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { checklist } from './checklist.ts';
import { documentOf } from './document.ts';
import type { GuidelineId } from './guidelines.ts';
import { GUIDELINES } from './guidelines.ts';
import { photograph } from './photograph.ts';

export interface Picture {
  /** `07-privacy-options.png` */
  file: string;
  png: Buffer;
  /** What to look at. */
  look: string;
  phone: boolean;
}
/** What the run found out about one guideline. */
export interface Evidence {
  pictures: Picture[];
  proofs: string[];
}

/** Ways to show and to prove one guideline. */
export interface Line {
  /** A picture of the page as it stands, with what it is about framed. */
  picture(name: string, look: string, about: Locator[], options?: { phone?: boolean }): Promise<void>;
  /** A sentence for the reviewer, and the check without which it would not be in the kit. */
  prove(sentence: string, check: () => unknown): Promise<void>;
}
export type Kit = ReturnType<typeof openKit>;

/**
 * Collects pictures and proofs guideline by guideline. The first that does not hold ends the run and is named; the folder then
 * holds no kit, so that none can be sent by mistake.
 */
export function openKit(page: Page, out: string) {
  const found = new Map<GuidelineId, Evidence>(
    GUIDELINES.map(({ id }) => [id, { pictures: [], proofs: [] }]),
  );
  clear(out);

  async function line(id: GuidelineId, show: (line: Line) => Promise<void>): Promise<void> {
    const evidence = found.get(id);
    if (!evidence) throw new Error(`There is no guideline ${id}.`);
    let claimed = 'it can be shown';
    try {
      await show({
        async prove(sentence, check) {
          claimed = sentence;
          await check();
          evidence.proofs.push(sentence);
        },
        async picture(name, look, about, { phone = false } = {}) {
          claimed = `there is a picture of it: ${look}`;
          const png = await photograph(page, about, phone);
          evidence.pictures.push({ file: `${name}.png`, png, look, phone });
        },
      });
    } catch (error) {
      throw new Error(`Guideline ${id} does not hold: ${claimed}`, { cause: error });
    }
  }

  /** Writes the folder; only a kit in which every guideline is shown and proved. */
  function finish(takenAt: Date): void {
    let number = 0;
    for (const { id, title } of GUIDELINES) {
      const { pictures = [], proofs = [] } = found.get(id) ?? {};
      if (pictures.length === 0) throw new Error(`Guideline ${id}, ${title}, has no picture.`);
      if (proofs.length === 0) throw new Error(`Guideline ${id}, ${title}, has no proof.`);
      for (const picture of pictures) picture.file = `${String(++number).padStart(2, '0')}-${picture.file}`;
    }
    mkdirSync(out, { recursive: true });
    for (const { pictures } of found.values())
      for (const { file, png } of pictures) writeFileSync(join(out, file), png);
    writeFileSync(join(out, 'checklist.md'), checklist(found, takenAt));
    writeFileSync(join(out, 'index.html'), documentOf(found, takenAt));
  }
  return { line, finish };
}

const OURS = /^(\d\d-[\w-]+\.png|index\.html|checklist\.md)$/;

/** Takes away an earlier kit, and nothing else that somebody keeps in that folder. */
function clear(out: string): void {
  if (!existsSync(out)) return;
  for (const name of readdirSync(out)) if (OURS.test(name)) rmSync(join(out, name));
}
