/**
 * In: the blocks of a report. Out: Markdown (GitHub's flavour).
 * Must not: choose what is said; every row of a table is written, whatever a terminal would hide.
 */
import type { Block, Table, TreeNode } from '../document.ts';
import { barLines, whiskerLines } from '../terminal/index.ts';

/** Width of the pictures, which are text in a code block. */
const PICTURE = 90;
const PLAIN = (_style: unknown, text: string): string => text;

/** Writes blocks as Markdown. Ends with a newline. */
export function markdown(blocks: readonly Block[]): string {
  return `${blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `# ${inline(block.text)}\n\n${inline(block.subtitle)}`;
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.text)}`;
    case 'paragraph':
      return inline(block.text).replace(/\n/g, '  \n');
    case 'answer':
      return block.sentences
        .map(
          (sentence, index) =>
            `> ${index === 0 && block.lead === true ? `**${inline(sentence).replace(/\*\*/g, '')}**` : inline(sentence)}`,
        )
        .join('\n>\n');
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered === true ? `${index + 1}.` : '-'} ${inline(item)}`)
        .join('\n');
    case 'facts':
      return block.rows
        .map((row) => `- **${inline(row.name)}.** ${inline(row.value).replace(/\n/g, '<br>')}`)
        .join('\n');
    case 'table':
      return tableText(block);
    case 'bars':
      return picture(barLines(block.rows, PICTURE, PLAIN));
    case 'whiskers':
      return picture(whiskerLines(block.rows, PICTURE, PLAIN));
    case 'tree':
      return treeText(block.nodes, '');
    case 'code':
      return fenced(block.code, block.language);
  }
}

function treeText(nodes: readonly TreeNode[], indent: string): string {
  return nodes
    .flatMap((node) => [
      `${indent}- ${inline(node.text)}`,
      ...(node.children === undefined || node.children.length === 0 ? [] : [treeText(node.children, `${indent}  `)]),
    ])
    .join('\n');
}

function tableText(table: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const cell = (text: string): string => inline(text).replace(/\|/g, '\\|').replace(/\n/g, '<br>');
  return [
    line(table.columns.map((column) => cell(column.title))),
    line(table.columns.map((column) => (column.align === 'right' ? '---:' : '---'))),
    ...table.rows.map((row) => line(row.map(cell))),
  ].join('\n');
}

function picture(lines: readonly string[]): string {
  return fenced(lines.map((line) => line.replace(/`/g, '').trimEnd()).join('\n'), 'text');
}

/** A fence longer than any that the code holds. */
function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map((match) => match[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

const PLACE = /(?<![\w`/])((?:[\w@.-]+\/)*[\w@.-]*\.[A-Za-z]\w*:\d+)(?![\w`])/g;
const ADDRESS = /(?<![(<])(https?:\/\/[^\s)>]+)/g;

/** Markup of Markdown: places as code, addresses as links, and nothing of the text taken for markup or HTML. */
function inline(text: string): string {
  return text
    .split(/(`[^`]*`|\*\*|\[[^\]]+\]\(https?:[^)\s]+\))/)
    .map((part) => (/^`|^\*\*$|^\[[^\]]+\]\(https?:/.test(part) ? part : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  return text
    .replace(/([*_<])/g, '\\$1')
    .replace(ADDRESS, (address) => `<${address.replace(/\\/g, '')}>`)
    .replace(PLACE, (place) => `\`${place.replace(/\\/g, '')}\``);
}
