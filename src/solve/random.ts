/**
 * Uniform numbers in ]0, 1[ from sfc32 (Doty-Humphrey, PractRand), seeded by splitmix32. `purpose` selects an independent stream, so that
 * changing one thing in a model does not shift the draws of another (common random numbers).
 */
export function randomStream(seed: number, purpose: number): () => number {
  let state = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(purpose + 1, 0x85ebca6b)) | 0;
  const split = () => {
    state = (state + 0x9e3779b9) | 0;
    return scramble(state);
  };
  let [a, b, c, counter] = [split(), split(), split(), 1];
  const next = () => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return ((t >>> 0) + 0.5) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** A 32-bit finalizer with good avalanche (Steele & Vigna's splitmix32 mixing step). */
export function scramble(value: number): number {
  let z = value | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}
