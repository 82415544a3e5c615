import type { World } from './journey.ts';

/** Opens the newest mail's link on the outbox page, as a person would click it. */
export async function openMail({ page, product }: World, subject: string): Promise<void> {
  await page.goto(`${product.url}/outbox`);
  const letter = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: subject }) });
  await letter.first().getByRole('link').click();
}
