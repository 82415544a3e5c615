import type { Page } from 'playwright-core';
import { localTime } from '../../app/composer/draft.ts';
import { whatMeans } from '../../app/composer/when.ts';

const ZONE = 'Europe/Berlin';

/** Picks an instant to the second in the composer, as a creator in Berlin would: also in the hour that autumn has twice. */
export async function pickTime(page: Page, at: number): Promise<void> {
  const whole = Math.ceil(at / 1000) * 1000;
  const { date, time } = localTime(whole, ZONE);
  await page.getByLabel('Date', { exact: true }).fill(date);
  const field = page.getByLabel('Time', { exact: true });
  if ((await field.getAttribute('step')) === '60')
    await page.getByRole('button', { name: 'Add seconds' }).click();
  await field.fill(time);
  const first = whatMeans(date, time, ZONE, 'first');
  if (first.kind === 'at' && first.at !== whole) await page.getByLabel('Second, winter time').check();
}
