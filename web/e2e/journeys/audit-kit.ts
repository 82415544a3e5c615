import { fileURLToPath } from 'node:url';
import { searchAnswers } from '../audit/answers.ts';
import { beginDraft, declaration, openQuestions, otherSettings } from '../audit/choices.ts';
import { declarations, disclosureSetting, neverPrivate } from '../audit/commercial.ts';
import { pressed, published, refused } from '../audit/control.ts';
import { nickname, renamedAndRefused } from '../audit/creator.ts';
import { openKit } from '../audit/kit.ts';
import { permission, secretKept } from '../audit/permission.ts';
import { setStage } from '../audit/stage.ts';
import { signUpOnly } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

/** Eight seconds of light, drawn by ffmpeg's `gradients`: nothing on it could be taken for a logo or a watermark. */
const CLIP = fileURLToPath(new URL('../audit/paper-light.mp4', import.meta.url));

/** Shows and proves every point of the Content Sharing Guidelines and leaves the kit for TikTok's reviewers in `out`. */
export const auditKit = (out: string, clip = CLIP): Journey => ({
  name: 'audit kit: every point of the Content Sharing Guidelines is shown and holds',
  async walk(world) {
    const answers = await searchAnswers(world.page, [world.product.clientSecret, 'client_secret']);
    const kit = openKit(world.page, out);
    const stage = await setStage(world, kit, clip);
    await signUpOnly(world, 'paper');
    await permission(stage);

    await nickname(stage);
    await openQuestions(stage);
    const draft = await beginDraft(stage);
    await renamedAndRefused(stage, draft);
    await otherSettings(stage, draft);
    await declaration(stage, draft);
    await disclosureSetting(stage);
    await neverPrivate(stage);
    await declarations(stage);

    await pressed(stage);
    await published(stage);
    await refused(stage);
    await secretKept(stage, answers);
    kit.finish(new Date());
  },
});
