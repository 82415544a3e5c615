import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';

/** The address of a picture that the browser has drawn; rejects when it can't. */
export async function drawnFrom(image: Locator): Promise<string> {
  const { width, src } = await image.evaluate(async (element: HTMLImageElement) => {
    await element.decode();
    return { width: element.naturalWidth, src: element.currentSrc };
  });
  assert.ok(width > 0, `${src} has a picture`);
  return src;
}
