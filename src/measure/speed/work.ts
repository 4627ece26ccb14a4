/**
 * Fixed pieces of work, of the two kinds that web applications in JavaScript do: making, writing and reading objects, and arithmetic on tables
 * of integers (a password hash in JavaScript is nothing else). A few milliseconds each; the result is returned so that nothing is optimised away.
 */
export type Work = () => number;

const ROWS = 50;
const ROUNDS_OF_OBJECTS = 60;

/** Rows made, written as JSON, read and written again. */
export const objects: Work = () => {
  let length = 0;
  for (let round = 0; round < ROUNDS_OF_OBJECTS; round++) {
    const rows = Array.from({ length: ROWS }, (_, n) => ({
      id: `a${n}`,
      name: 'Camille Martin',
      n,
      ok: true,
      at: '2026-11-22',
    }));
    length += JSON.stringify(JSON.parse(JSON.stringify(rows))).length;
  }
  return length;
};

const BOXES = 1024;
const ROUNDS_OF_INTEGERS = 300_000;
const boxes = Int32Array.from({ length: BOXES }, (_, n) => (n * 2_654_435_761) | 0);

/** A Feistel network over four tables of 256 integers, as Blowfish does. */
export const integers: Work = () => {
  let left = 0x243f6a88;
  let right = 0x85a308d3;
  for (let round = 0; round < ROUNDS_OF_INTEGERS; round++) {
    const mixed =
      ((((boxes[left >>> 24] as number) + (boxes[256 + ((left >>> 16) & 255)] as number)) ^
        (boxes[512 + ((left >>> 8) & 255)] as number)) +
        (boxes[768 + (left & 255)] as number)) |
      0;
    const next = right ^ mixed;
    right = left;
    left = next ^ round;
  }
  return left ^ right;
};
