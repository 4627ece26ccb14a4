import type { Estimate } from '../../model/estimate.ts';
import type { Service } from '../../model/inventory.ts';
import { type Block, table } from '../document.ts';
import { capital, type Voice } from '../voice.ts';
import { placeList } from './remedies.ts';

const SITES_SHOWN = 3;
const ROUTES_SHOWN = 3;

/** What the application depends on outside: where it is called, from which routes, and what limits it. */
export function services(estimate: Estimate, voice: Voice): Block[] {
  const { services: all } = estimate.inventory;
  const heading: Block = { kind: 'heading', level: 3, text: voice.say('report.services.heading') };
  if (all.length === 0) return [heading, { kind: 'paragraph', text: voice.say('report.services.none') }];
  const rows = byImportance(all).map((service) => [
    `**${service.name}**`,
    voice.say(`report.service.${service.kind}`),
    sites(service, voice),
    routes(service, voice),
    service.timeout === undefined
      ? voice.say('report.services.no-timeout')
      : voice.format.duration(service.timeout.value) + voice.mark(service.timeout.source),
  ]);
  return [
    heading,
    table(
      [
        { title: voice.say('report.services.name') },
        { title: voice.say('report.services.kind') },
        { title: voice.say('report.services.sites') },
        { title: voice.say('report.services.routes') },
        { title: voice.say('report.services.timeout') },
      ],
      rows,
    ),
    ...limits(estimate, voice),
  ];
}

/** Payments first, since they bring the money in; then what most routes reach. */
function byImportance(all: readonly Service[]): readonly Service[] {
  const rank = (service: Service): number => (service.kind === 'payments' ? 0 : 1);
  return [...all].sort((a, b) => rank(a) - rank(b) || b.routes.length - a.routes.length || (a.name < b.name ? -1 : 1));
}

function sites(service: Service, voice: Voice): string {
  const places = service.sites.length === 0 ? [service.at] : service.sites.map((site) => site.at);
  return placeList(places, voice, SITES_SHOWN);
}

function routes(service: Service, voice: Voice): string {
  const ids = service.routes.map((id) => `\`${id}\``);
  const shown = ids.slice(0, ROUTES_SHOWN).join(', ');
  return ids.length > ROUTES_SHOWN
    ? voice.say('report.places.more', { shown, count: ids.length - ROUTES_SHOWN })
    : shown;
}

/** What each service publishes about itself, and the ceilings that come from it. */
function limits(estimate: Estimate, voice: Voice): Block[] {
  const items = byImportance(estimate.inventory.services).flatMap((service) => {
    const published = (service.limits ?? []).map(
      (statement) => voice.text(statement.message) + voice.mark(statement.source),
    );
    const ceilings =
      published.length > 0
        ? []
        : estimate.ceilings
            .filter(
              (ceiling) =>
                ceiling.subject === service.id && (ceiling.kind === 'quota' || ceiling.kind === 'rate-limit'),
            )
            .map((ceiling) => voice.text(ceiling.message));
    return [...published, ...ceilings].map((text) =>
      text.includes(service.name) ? capital(text) : `**${service.name}** — ${text}`,
    );
  });
  if (items.length === 0) return [];
  return [
    { kind: 'heading', level: 4, text: voice.say('report.services.limits') },
    { kind: 'list', items },
  ];
}
