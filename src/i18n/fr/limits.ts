import type { Format, Text } from '../catalogue.ts';
import type { limits as english } from '../en/limits.ts';

type Params = Parameters<Text>[0];

/** `10 par processus × 3 instances`. */
function multiplied(p: Params, f: Format): string {
  const factors = [
    `${f.count(p['size'])} par processus`,
    ...(Number(p['processes']) > 1 ? [`${f.count(p['processes'])} processus`] : []),
    ...(Number(p['instances']) > 1 ? [`${f.count(p['instances'])} instances`] : []),
  ];
  return factors.join(' × ');
}

function opened(p: Params, f: Format): string {
  const several = Number(p['processes']) > 1 || Number(p['instances']) > 1;
  const usual = `au plus ${f.count(p['open'])}${several ? ` (${multiplied(p, f)})` : ''}`;
  if (p['most'] === p['open']) return usual;
  const more = Number(p['mostInstances']) > Number(p['instances']);
  return `${usual}${more ? `, ${f.count(p['most'])} avec ${f.count(p['mostInstances'])} instances` : `, peut-être ${f.count(p['most'])}`}`;
}

const VERDICTS: Readonly<Record<string, string>> = {
  enough: ' : c’est suffisant',
  nearly: ' : c’est presque tout, et la base en garde quelques-unes pour elle',
  'over-at-most': ' : ce serait trop, et les connexions en excès seraient refusées',
  over: ' : c’est trop, et les connexions en excès seront refusées',
};

export const limits: Record<keyof typeof english, Text> = {
  'limits.plan': (p, f) => {
    const size = [
      ...(p['cpu'] === undefined ? [] : [`${f.number(p['cpu'])} vCPU`]),
      ...(p['memory'] === undefined ? [] : [`${f.bytes(p['memory'])} de mémoire`]),
      ...(p['storage'] === undefined ? [] : [`${f.bytes(p['storage'])} de stockage`]),
      ...(p['cost'] === undefined
        ? []
        : [p['cost'] === 0 ? 'gratuite' : `${f.money(p['cost'])} par mois si elle ne s’endort jamais`]),
    ];
    const details = size.length === 0 ? '' : ` : ${f.list(size)}`;
    return p['declared'] === true
      ? `formule ${p['plan']} de ${p['host']}${details}`
      : `aucun fichier ne dit quelle formule est souscrite ; ${p['plan']} est supposée${details}`;
  },
  'limits.connections': (p, f) =>
    `la base accepte ${f.count(p['accepted'])} connexions ; ce projet en ouvre ${opened(p, f)}${VERDICTS[String(p['verdict'])] ?? ''}`,
  'limits.connections-unpublished': (p, f) =>
    `le nombre de connexions que la base accepte n’est pas publié ; ce projet en ouvre ${opened(p, f)}`,
  'limits.no-pool': () =>
    'aucune connexion n’est gardée ouverte : chaque requête à la base est un appel à part, si bien que le nombre de connexions ne limite rien',
  'limits.host-unknown': (p) =>
    p['host'] === undefined
      ? 'aucun fichier ne dit qui héberge la base : les limites de sa formule sont inconnues'
      : `les limites de ${p['host']} sont inconnues de Jauge`,
  'limits.connections-opened': (p, f) =>
    `connexions que ce projet ouvre : ${opened(p, f)}${p['limit'] === undefined ? '' : ` ; un serveur que personne ne règle en accepte ${f.count(p['limit'])}`}`,

  'limits.service-unknown': (p) =>
    `aucune limite n’a été relevée pour ${p['service']} : sa documentation dit combien d’appels il accepte`,
  'limits.service-unnamed': (p, f) =>
    `l’adresse appelée en ${f.place(p['at'])} n’est connue qu’à l’exécution : les limites de ce service restent inconnues`,
  'limits.rate-not-found': (p) => `aucun débit maximal publié par ${p['service']} n’a été trouvé`,
  'limits.rate-of-mail-server': () =>
    'le débit est celui du serveur de messagerie, qu’aucun fichier ne nomme : son fournisseur le publie',
};
