import type { Tone } from '../document.ts';

export type Style = 'strong' | 'code' | 'heading' | Tone;

const CODES: Readonly<Record<Style, readonly [number, number] | undefined>> = {
  plain: undefined,
  strong: [1, 22],
  heading: [1, 22],
  code: [36, 39],
  good: [32, 39],
  warning: [33, 39],
  bad: [31, 39],
  quiet: [2, 22],
};

/** Puts a style on a text, or leaves it bare when colours are off. */
export type Paint = (style: Style, text: string) => string;

/** Escape codes when `color` is true, none at all otherwise. */
export function painter(color: boolean): Paint {
  return (style, text) => {
    const code = CODES[style];
    return color && code !== undefined && text !== '' ? `\u001b[${code[0]}m${text}\u001b[${code[1]}m` : text;
  };
}
