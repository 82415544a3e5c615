import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { NO_SCREEN, SCREENS } from '../e2e/support/screens.ts';

test('every page there is, is looked at narrow, zoomed and dark', () => {
  const pages = readdirSync(new URL('./routes', import.meta.url)).filter((file) => !NO_SCREEN.test(file));
  assert.deepEqual(Object.keys(SCREENS).toSorted(), pages.toSorted());
});
