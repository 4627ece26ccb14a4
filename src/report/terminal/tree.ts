import type { TreeNode } from '../document.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

/** On a narrow terminal a level takes two columns instead of three. */
const NARROW = 72;
/** Columns left to a text, however deep it is. */
const LEAST_TEXT = 20;

/** Lines of a tree, with its branches drawn; a text that is too long goes on under itself. */
export function treeLines(nodes: readonly TreeNode[], width: number, paint: Paint, before = ''): string[] {
  const [tee, corner, bar, gap] = width < NARROW ? ['├ ', '└ ', '│ ', '  '] : ['├─ ', '└─ ', '│  ', '   '];
  return nodes.flatMap((node, index) => {
    const last = index === nodes.length - 1;
    const under = before + (last ? gap : bar);
    const lines = wrap(node.text, Math.max(LEAST_TEXT, width - under.length), paint, node.tone ?? 'plain');
    const drawn = lines.map((line, at) => paint('quiet', at === 0 ? before + (last ? corner : tee) : under) + line);
    return [...drawn, ...treeLines(node.children ?? [], width, paint, under)];
  });
}
