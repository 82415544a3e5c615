import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import type { World } from './journey.ts';
import { RESULTS } from './journey.ts';

export const PASSWORD = 'three croissants before dawn';
const FIXTURE = fileURLToPath(new URL('../../../worker/test/fixtures/portrait.mp4', import.meta.url));

let born = 0;
/** Signs a new creator up by the form, as a person would, and leaves the welcome for the accounts. */
export async function signUp(world: World, name = 'mira'): Promise<{ email: string; username: string }> {
  const person = await signUpOnly(world, name);
  await world.page.goto(`${world.product.url}/accounts`);
  return person;
}

/** The same, up to the first step of the welcome. */
export async function signUpOnly(
  { page, product }: World,
  name = 'mira',
): Promise<{ email: string; username: string }> {
  const username = `${name}${++born}`;
  const email = `${username}@example.com`;
  await page.goto(`${product.url}/signup`);
  // What an early press does is a journey of its own.
  await page.getByText('Your time zone: Berlin').waitFor();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/welcome/account');
  return { email, username };
}

/** Connects the rehearsal account through the simulator's consent page. */
export async function connect({ page }: World): Promise<void> {
  await page.getByRole('button', { name: 'Connect TikTok' }).first().click();
  await page
    .getByRole('button', { name: /continue|allow|authori[sz]e/i })
    .first()
    .click();
  await page.waitForURL('**/accounts');
  await page.getByText('Connected').first().waitFor();
}

/** Connects a second account of the rehearsal; the consent page lets one choose. */
export async function connectAnother({ page }: World): Promise<void> {
  await page.getByRole('button', { name: 'Connect TikTok' }).first().click();
  await page.locator('input[name=open_id]').nth(1).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL('**/accounts');
  await page.getByText('Connected').nth(1).waitFor();
}

/** A new draft with these words, which has saved itself and stands at an address of its own. */
export async function beginDraft(page: Page, url: string, caption: string): Promise<void> {
  await page.goto(`${url}/posts/new`);
  await page.getByText(/of 6 so far/).waitFor();
  await page.getByLabel('Caption').fill(caption);
  await page.waitForURL(/\/posts\/post_\w+\/edit$/);
  await page
    .getByText(/^Saved/)
    .first()
    .waitFor();
}

/** The composer holds these words; the address of another draft comes a moment before its words do. */
export const captionIs = (page: Page, caption: string) =>
  page.waitForFunction((words) => document.querySelector('textarea')?.value === words, caption);

let made: Promise<string> | undefined;
/** A real clip of several parts, made once: long enough that an upload can be watched. */
export function bigClip(): Promise<string> {
  made ??= makeBigClip();
  return made;
}

/** Meanwhile the other lane goes on: a process that stands still lets its waits run out. */
async function makeBigClip(): Promise<string> {
  const path = `${RESULTS}big-clip.mp4`;
  mkdirSync(RESULTS, { recursive: true });
  try {
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=720x1280:r=30', '-f', 'lavfi', '-i', 'sine=440'];
    await promisify(execFile)('ffmpeg', [
      '-v',
      'error',
      '-y',
      ...picture,
      '-t',
      '12',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-b:v',
      '14M',
      '-c:a',
      'aac',
      path,
    ]);
    return path;
  } catch {
    return FIXTURE; // no ffmpeg here: a clip of one part shows all but the resuming
  }
}
export const smallClip = FIXTURE;

/** Chooses a file in the composer and waits until it was checked. */
export async function upload({ page }: World, path: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(path);
  await page.getByText(/ · uploaded$/).waitFor({ timeout: 90_000 });
}
