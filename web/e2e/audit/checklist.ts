import { CHAPTERS, GUIDELINES } from './guidelines.ts';
import type { Evidence } from './kit.ts';
import { BEFORE_RECORDING, RECORDING } from './recording.ts';

type Found = Map<string, Evidence>;

/** The same lines as the page, to paste into a form or to read beside the pictures. */
export function checklist(found: Found, takenAt: Date): string {
  const lines = [
    '# Content Sharing Guidelines: checklist',
    `Taken on ${takenAt.toISOString().slice(0, 10)}. Each ticked line was checked by the run that took the pictures.`,
  ];
  let chapter = '';
  for (const { id, title, asks } of GUIDELINES) {
    if (chapter !== id.charAt(0)) {
      chapter = id.charAt(0);
      lines.push(`## ${chapter} ${CHAPTERS[chapter]}`);
    }
    const { pictures = [], proofs = [] } = found.get(id) ?? {};
    lines.push(`### ${id} ${title}`, asks);
    lines.push(pictures.map(({ file, look }) => `- [${file}](${file}): ${look}`).join('\n'));
    lines.push(proofs.map((proof) => `- [x] ${proof}`).join('\n'));
  }
  lines.push(
    '## 7 The recording',
    'Before it begins:',
    BEFORE_RECORDING.map((one) => `- [ ] ${one}`).join('\n'),
  );
  lines.push(
    RECORDING.map(
      ({ shows, does, says }, index) => `${index + 1}. **${shows.join(', ')}** ${does}\n   Say: “${says}”`,
    ).join('\n'),
  );
  return `${lines.join('\n\n')}\n`;
}
