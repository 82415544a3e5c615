import { strict as assert } from 'node:assert';
import { signUp } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

export const doors: Journey = {
  name: 'nobody gets in without the right words, and nobody is sent astray',
  async walk(world) {
    const { page, product, look } = world;
    await page.goto(product.url);
    await page.getByRole('heading', { name: 'On the second. Once.' }).waitFor();
    await look('landing');

    await page.goto(`${product.url}/posts?tab=failed`);
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    assert.match(page.url(), /\/login\?next=%2Fposts%3Ftab%3Dfailed$/);

    await page.goto(`${product.url}/signup`);
    await page.getByText('By creating an account you accept the Terms and the Privacy policy.').waitFor();
    await look('signup');
    const { email } = await signUp(world);
    await look('accounts-empty');
    const [cookie] = await page.context().cookies();
    assert.equal(cookie?.name, '__Host-tiktimer');
    assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === 'Lax');

    await page.goto(`${product.url}/posts`);
    await page.getByText('Nothing is planned.').waitFor();
    await look('posts-empty');
    await page.getByText('Your menu').locator('..').click();
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.waitForURL('**/login');
    await page.goBack();
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();

    await page.goto(`${product.url}/signup`);
    await page.getByLabel('Email').fill(email.toUpperCase());
    await page.getByLabel('Username').fill('somebody-else');
    await page.getByLabel('Password', { exact: true }).fill('three croissants before dawn');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('This e-mail address or username is taken.').waitFor();
    world.forgive(/409/);

    const foreign = await page.request.post(`${product.url}/logout`, {
      headers: { origin: 'https://evil.example' },
    });
    assert.equal(foreign.status(), 403);

    await page.goto(`${product.url}/login?next=//evil.example/`);
    await page.getByLabel('Email or username').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not the right one at all');
    const refused = page.waitForResponse((answer) => answer.status() === 401);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await refused;
    await page.getByText('Email or password is not right.').waitFor();
    world.forgive(/401/);
    await look('login-wrong');
    await page.getByLabel('Password', { exact: true }).fill('three croissants before dawn');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${product.url}/home`);
    for (const door of ['login', 'signup', 'login?next=https://evil.example/']) {
      await page.goto(`${product.url}/${door}`);
      assert.equal(page.url(), `${product.url}/home`, `${door} has nothing for somebody signed in`);
    }

    const gone = await page.goto(`${product.url}/posts/post_00000000000000000000000000`);
    assert.equal(gone?.status(), 404);
    await page.getByRole('heading', { name: 'This page does not exist' }).waitFor();
    world.forgive(/404/);
    await look('not-found');
  },
};
