import type { Range } from '../../model/range.ts';
import { type Tree, text } from '../located/index.ts';
import { declaredAt } from './configuration.ts';

/** Powers of 1024 for binary suffixes; container tools read `512m` and `512M` as binary too. */
const BINARY: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
const DECIMAL: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** An amount of memory as text (`512Mi`, `1g`, `256MB`) in bytes. Kubernetes reads `512M` as decimal, Docker and Fly as binary. */
export function bytes(written: string, plain: 'binary' | 'decimal' = 'binary'): number | undefined {
  const parts = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?\s*$/i.exec(written);
  if (parts === null) return undefined;
  const unit = (parts[2] ?? '').toLowerCase();
  const scale = parts[3] !== '' || plain === 'binary' ? BINARY[unit] : DECIMAL[unit];
  return scale === undefined ? undefined : Number(parts[1]) * scale;
}

/** Processors as text: `2`, `0.5`, `500m`. */
export function processors(written: string): number | undefined {
  const parts = /^\s*(\d+(?:\.\d+)?)(m?)\s*$/.exec(written);
  return parts === null ? undefined : Number(parts[1]) / (parts[2] === 'm' ? 1000 : 1);
}

/** Memory read in a file, in bytes. `bare` is what a number without unit means. */
export function memoryOf(tree: Tree | undefined, plain: 'binary' | 'decimal' = 'binary', bare = 1): Range | undefined {
  const written = text(tree);
  if (tree === undefined || written === undefined) return undefined;
  const amount = bytes(written, plain);
  return amount === undefined
    ? undefined
    : declaredAt(/^\s*[\d.]+\s*$/.test(written) ? amount * bare : amount, tree.at);
}

/** Processors read in a file. */
export function cpuOf(tree: Tree | undefined): Range | undefined {
  const amount = processors(text(tree) ?? '');
  return amount === undefined || tree === undefined ? undefined : declaredAt(amount, tree.at);
}
