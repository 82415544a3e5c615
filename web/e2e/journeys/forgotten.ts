import { strict as assert } from 'node:assert';
import { PASSWORD, signUp } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { openMail } from '../support/mail.ts';

const NEW_PASSWORD = 'four croissants after dusk';

export const forgotten: Journey = {
  name: 'a forgotten password is set anew and other devices are signed out',
  async walk(world) {
    const { page, product, look, forgive } = world;
    const { email } = await signUp(world);
    await openMail(world, 'Confirm your address');
    await look('verify-email');
    await page.getByRole('button', { name: 'Confirm this address' }).click();
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();

    const other = await world.withoutScripts();
    await other.goto(`${product.url}/settings/security`);
    await other.getByRole('heading', { name: 'Devices' }).waitFor();

    await page.context().clearCookies();
    await page.goto(`${product.url}/login`);
    await page.getByRole('link', { name: 'Forgot it?' }).click();
    await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
    await page.getByLabel('Email').fill('not an address');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('This does not look like an e-mail address.').waitFor();
    forgive(/422/);
    await look('forgot-password');
    await page.getByLabel('Email').fill(email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('If that address has an account, a link is on its way.').waitFor();
    await look('forgot-password-sent');

    await openMail(world, 'Reset your password');
    const address = page.url();
    await page.getByRole('heading', { name: 'Set a new password' }).waitFor();
    await look('reset-password');
    await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('Your new password is set.').waitFor();
    await look('login-after-reset');

    // The device that was signed in all along is not any more.
    await other.reload();
    await other.getByRole('heading', { name: 'Welcome back' }).waitFor();
    assert.match(other.url(), /\/login/);

    const gone = await page.goto(address);
    assert.equal(gone?.status(), 404);
    await page.getByText('This link has expired. Links work for 30 minutes.').waitFor();
    forgive(/404/);
    await look('reset-password-expired');

    await page.goto(`${product.url}/login`);
    await page.getByLabel('Email or username').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Email or password is not right.').waitFor();
    forgive(/401/);
    await page.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/(posts|home)$/);

    await page.goto(`${product.url}/outbox`);
    await look('outbox');
    await page.goto(`${product.url}/settings`);
    await page.getByText('Confirmed').waitFor();
    await look('settings');
    await page.goto(`${product.url}/settings/profile`);
    await page.getByLabel('Another address').fill(`next-${email}`);
    await page.getByLabel('Your password', { exact: true }).fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Change address' }).click();
    await page.getByText(`We sent a link to next-${email}`).waitFor();
    await look('settings-profile');
    await page.getByRole('textbox', { name: 'Username' }).fill('x');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A username has 2 characters or more.').waitFor();
    forgive(/422/);

    await page.goto(`${product.url}/settings/time`);
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Tokyo');
    await page.getByText(/in Tokyo, GMT\+9/).waitFor();
    await look('settings-time');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Saved', { exact: true }).first().waitFor();

    await page.goto(`${product.url}/settings/api`);
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByText('Give the key a name.').waitFor();
    forgive(/422/);
    await page.getByLabel('Name').fill('Video editor');
    await page.getByLabel('Read posts').check();
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByText('Copy it now.').waitFor();
    await look('settings-api');
    await page.getByRole('button', { name: 'Revoke Video editor' }).click();
    await page.getByText('Revoked', { exact: true }).waitFor();

    await page.goto(`${product.url}/settings/security`);
    await page.getByLabel('Current password', { exact: true }).fill('not this one');
    await page.getByLabel('New password', { exact: true }).fill(`${NEW_PASSWORD} again`);
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('That is not your current password.').waitFor();
    forgive(/422/);
    await look('settings-security');
    await page.getByLabel('Current password', { exact: true }).fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('Saved', { exact: true }).first().waitFor();
  },
};
