import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokensIn = (block: string) =>
  new Map(
    [...block.matchAll(/--tt-([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  );
const light = tokensIn(css.slice(0, css.indexOf('@media (prefers-color-scheme: dark)')));
const dark = tokensIn(css.slice(css.indexOf(':root[data-theme="dark"]')));

/** Contrast of two colours as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const GROUNDS = ['page', 'surface', 'raised', 'sunken'];
const WORDS = ['ink', 'soft', 'muted', 'steel', 'hand-text', 'good', 'warn', 'bad', 'unsure'];
const TINTED = ['steel', 'good', 'warn', 'bad', 'unsure'];
const SHAPES = ['line-strong', 'hand', 'focus'];

for (const [theme, tokens] of [
  ['light', light],
  ['dark', dark],
] as const) {
  const of = (name: string) => tokens.get(name) ?? assert.fail(`${name} is no token of ${theme}`);
  const holds = (name: string, ground: string, least: number) =>
    assert.ok(contrast(of(name), of(ground)) >= least, `${name} on ${ground} in ${theme}`);
  describe(`the ${theme} theme`, () => {
    it('has words that can be read on every ground', () => {
      for (const ground of GROUNDS) for (const word of WORDS) holds(word, ground, 4.5);
    });
    it('has words that can be read on the tints', () => {
      for (const word of TINTED)
        for (const each of [word, 'ink', 'soft', 'muted']) holds(each, `${word}-tint`, 4.5);
    });
    it('has buttons that can be read', () => {
      holds('on-primary', 'primary', 4.5);
      holds('on-primary', 'primary-hover', 4.5);
      holds('on-bad', 'bad-fill', 4.5);
    });
    it('has edges and marks that can be seen', () => {
      for (const ground of GROUNDS) for (const shape of SHAPES) holds(shape, ground, 3);
    });
  });
}
