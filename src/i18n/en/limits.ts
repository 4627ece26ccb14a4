import type { Catalogue, Format } from '../catalogue.ts';

type Params = Parameters<Catalogue[string]>[0];

/** `10 per process × 3 instances`. */
function multiplied(p: Params, f: Format): string {
  const factors = [
    `${f.count(p['size'])} per process`,
    ...(Number(p['processes']) > 1 ? [`${f.count(p['processes'])} processes`] : []),
    ...(Number(p['instances']) > 1 ? [`${f.count(p['instances'])} instances`] : []),
  ];
  return factors.join(' × ');
}

function opened(p: Params, f: Format): string {
  const several = Number(p['processes']) > 1 || Number(p['instances']) > 1;
  const usual = `at most ${f.count(p['open'])}${several ? ` (${multiplied(p, f)})` : ''}`;
  if (p['most'] === p['open']) return usual;
  const more = Number(p['mostInstances']) > Number(p['instances']);
  return `${usual}${more ? `, ${f.count(p['most'])} with ${f.count(p['mostInstances'])} instances` : `, possibly ${f.count(p['most'])}`}`;
}

const VERDICTS: Readonly<Record<string, string>> = {
  enough: ': that is enough',
  nearly: ': that is nearly all of them, and the database keeps a few for itself',
  'over-at-most': ': that many would be too many, and the excess would be refused',
  over: ': that is too many, and the excess will be refused',
};

export const limits = {
  'limits.plan': (p, f) => {
    const size = [
      ...(p['cpu'] === undefined ? [] : [`${f.number(p['cpu'])} vCPU`]),
      ...(p['memory'] === undefined ? [] : [`${f.bytes(p['memory'])} of memory`]),
      ...(p['storage'] === undefined ? [] : [`${f.bytes(p['storage'])} of storage`]),
      ...(p['cost'] === undefined ? [] : [p['cost'] === 0 ? 'free' : `${f.money(p['cost'])} a month if never asleep`]),
    ];
    const details = size.length === 0 ? '' : `: ${f.list(size)}`;
    return p['declared'] === true
      ? `${p['plan']} plan of ${p['host']}${details}`
      : `the plan is written in no file; ${p['plan']} is assumed${details}`;
  },
  'limits.connections': (p, f) =>
    `the database accepts ${f.count(p['accepted'])} connections; this project opens ${opened(p, f)}${VERDICTS[String(p['verdict'])] ?? ''}`,
  'limits.connections-unpublished': (p, f) =>
    `the number of connections that the database accepts is not published; this project opens ${opened(p, f)}`,
  'limits.no-pool': () =>
    'no connection is kept open: each query is a call of its own, so that the number of connections sets no limit',
  'limits.host-unknown': (p) =>
    p['host'] === undefined
      ? 'no file says who hosts the database: the limits of its plan are unknown'
      : `the limits of ${p['host']} are not known to Jauge`,
  'limits.connections-opened': (p, f) =>
    `connections that this project opens: ${opened(p, f)}${p['limit'] === undefined ? '' : `; a server that nobody set accepts ${f.count(p['limit'])}`}`,

  'limits.service-unknown': (p) =>
    `no limit was collected for ${p['service']}: its own documentation says how many calls it accepts`,
  'limits.service-unnamed': (p, f) =>
    `the address called at ${f.place(p['at'])} is only known when the code runs: the limits of that service remain unknown`,
  'limits.rate-not-found': (p) => `no rate limit published by ${p['service']} was found`,
  'limits.rate-of-mail-server': () =>
    'the rate is that of the mail server, which no file names: its provider publishes it',
} satisfies Catalogue;
