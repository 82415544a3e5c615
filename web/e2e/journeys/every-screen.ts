import { strict as assert } from 'node:assert';
import { signUp, signUpOnly } from '../support/creator.ts';
import type { FullCreator } from '../support/full-creator.ts';
import { fill } from '../support/full-creator.ts';
import type { Journey, World } from '../support/journey.ts';
import type { Screen } from '../support/screens.ts';
import { SCREENS } from '../support/screens.ts';

/** For looking again at a few: part of their names. */
const only = new RegExp(process.env.SCREENS ?? '');

export const everyScreen: Journey = {
  name: 'every screen stands narrow, zoomed and dark',
  async walk(world) {
    const { page, product } = world;
    const { email } = await signUp(world, 'full');
    const creator = await fill(product, page, email);
    const screens = Object.values(SCREENS)
      .flat()
      .filter(({ name }) => only.test(name));
    const of = (who: Screen['who']) => screens.filter((screen) => screen.who === who);
    const wrong: string[] = [];
    const others = async (who: 'stranger' | 'newcomer') => {
      const other = await world.someoneElse();
      if (who === 'newcomer') await signUpOnly(other, 'new');
      await visit(other, creator, of(who), wrong);
      await other.page.context().close();
    };
    // Two at once, since a page mostly waits.
    await Promise.all([
      visit(world, creator, of(undefined), wrong),
      others('stranger').then(() => others('newcomer')),
    ]);
    assert.deepEqual(wrong, []);
  },
};

async function visit(world: World, creator: FullCreator, screens: Screen[], wrong: string[]): Promise<void> {
  const { page, product, forgive } = world;
  for (const { name, at, press, narrow, forgive: meant } of screens) {
    const path = typeof at === 'string' ? at : at(creator);
    try {
      if (narrow) await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(product.url + path);
      await page.waitForLoadState('networkidle');
      await press?.(page);
      await world.look(`screen-${name}`, { narrow });
    } catch (error) {
      wrong.push(
        ...(error instanceof assert.AssertionError && Array.isArray(error.actual)
          ? error.actual
          : [`${name}: ${error}`]),
      );
    }
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    if (meant) forgive(meant);
  }
}
