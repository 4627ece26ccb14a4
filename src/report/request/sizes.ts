import type { Cardinality } from '../../model/program.ts';
import type { Voice } from '../voice.ts';

/** How many rows, in words. */
export function rowsText(size: Cardinality, voice: Voice): string {
  switch (size.kind) {
    case 'exactly':
      return voice.say('request.rows.exactly', { count: size.count });
    case 'table':
      return voice.say('request.rows.table', { table: code(size.table) });
    case 'matching':
      return voice.say('request.rows.matching', { table: code(size.table), columns: size.columns.map(code) });
    case 'at-most':
      return voice.say('request.rows.at-most', { limit: size.limit });
    case 'product':
      return size.of.map((part) => rowsText(part, voice)).join(' × ');
    case 'request':
      return voice.say('request.rows.request', { name: size.name });
    case 'unknown':
      return voice.say('request.rows.unknown');
  }
}

/** How many turns of a loop, in words. */
export function timesText(size: Cardinality, voice: Voice): string {
  switch (size.kind) {
    case 'exactly':
      return voice.say('request.times.exactly', { count: size.count });
    case 'table':
      return voice.say('request.times.table', { table: code(size.table) });
    case 'matching':
      return voice.say('request.times.matching', { table: code(size.table), columns: size.columns.map(code) });
    case 'at-most':
      return voice.say('request.times.at-most', { limit: size.limit });
    case 'product':
      return size.of.map((part) => timesText(part, voice)).join(voice.say('request.times.join'));
    case 'request':
      return voice.say('request.times.request', { name: size.name });
    case 'unknown':
      return voice.say('request.times.unknown');
  }
}

export function code(name: string): string {
  return `\`${name.replaceAll('`', '')}\``;
}
