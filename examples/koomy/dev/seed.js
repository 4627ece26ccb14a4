// @ts-check
import pg from "pg";

/** Sizes of the data: accounts, and communities that share them. */
export const sizes = {
  2000: { accounts: 2_000, communities: 20 },
  50000: { accounts: 50_000, communities: 200 },
};

export const samplePassword = "koomy2026";
// samplePassword under bcrypt, at the costs of server/auth.ts.
const memberHash = "$2b$12$.Y8ynmY02crW/7.ReNWSCOTK9ezfITbuNBuJt7Qj4kZWLjg5MbWlO";
const staffHash = "$2b$10$p17zGR3D8VQNNx2oITcRy.w9K1BrxPqlmAk7S6Yr7VCMT9TaEu8lG";

const firstNames =
  "Camille,Louise,Jade,Emma,Alice,Lina,Rose,Chloé,Léa,Inès,Mila,Manon,Sarah,Nour,Fatou,Aminata,Yasmine,Awa,Hélène,Monique,Gabriel,Léo,Raphaël,Louis,Adam,Jules,Hugo,Arthur,Noah,Lucas,Mohamed,Ibrahim,Moussa,Karim,Paul,Thomas,Antoine,Michel,Bernard,Étienne";
const lastNames =
  "Martin,Bernard,Dubois,Thomas,Robert,Richard,Petit,Durand,Leroy,Moreau,Simon,Laurent,Lefebvre,Michel,Garcia,David,Bertrand,Roux,Vincent,Fournier,Morel,Girard,André,Mercier,Dupont,Lambert,Bonnet,François,Martinez,Legrand,Garnier,Faure,Rousseau,Blanc,Guérin,Muller,Henry,Roussel,Nicolas,Perrin,Diallo,Traoré,Diop,Ndiaye,Benali,Haddad,Nguyen,Lopez,Da Silva,Kowalski";
const cities =
  "Lyon,Marseille,Lille,Nantes,Toulouse,Bordeaux,Rennes,Strasbourg,Montpellier,Grenoble,Dijon,Angers,Brest,Metz,Rouen,Tours,Amiens,Limoges,Perpignan,Besançon";
const kinds =
  "Club de randonnée,Association de quartier,Chorale,Amicale sportive,Jardin partagé,Cercle de lecture,Comité des fêtes,Atelier de théâtre,Club nautique,Réseau d’entraide";
const eventTitles =
  "Assemblée générale,Repas partagé,Sortie du dimanche,Atelier découverte,Fête de quartier,Concert des adhérents,Collecte alimentaire,Forum des associations,Soirée jeux,Journée portes ouvertes";

const templates = [
  ["welcome", "Bienvenue sur Koomy, {{name}}", "<p>Bonjour {{name}}, votre compte est prêt.</p>"],
  ["staff_welcome", "Votre espace {{community}} est ouvert", "<p>Bonjour {{name}}, bienvenue.</p>"],
  ["reset_password", "Votre nouveau mot de passe", '<p>{{name}}, <a href="{{link}}">choisissez-le ici</a>.</p>'],
  ["card_ready", "Votre carte {{community}}", "<p>{{name}}, votre carte porte le code {{code}}.</p>"],
  ["event_confirmation", "Inscription : {{event}}", "<p>{{name}}, rendez-vous le {{date}}, {{location}}.</p>"],
  ["event_reminder", "Demain : {{event}}", "<p>{{name}}, nous vous attendons le {{date}}, {{location}}.</p>"],
  ["payment_receipt", "Votre reçu", "<p>{{name}}, nous avons bien reçu {{amount}} €.</p>"],
  ["payment_refunded", "Votre remboursement", "<p>{{name}}, {{amount}} € vous ont été remboursés.</p>"],
  ["fee_due", "Votre cotisation arrive à échéance", "<p>{{name}}, pensez à la renouveler.</p>"],
  ["news_published", "{{community}} : {{title}}", "<p>{{name}}, une actualité vient de paraître.</p>"],
  ["new_message", "Réponse : {{subject}}", "<p>{{name}}, vous avez un nouveau message.</p>"],
  ["ticket_received", "Nous avons reçu votre demande", "<p>{{name}}, « {{subject}} » est entre nos mains.</p>"],
  ["ticket_answered", "Réponse à votre demande", "<p>{{name}}, « {{subject}} » a reçu une réponse.</p>"],
];

/**
 * Every identifier and every choice comes from a digest of the row's number: two runs give the same rows.
 * Rows are written in the order of a digest, as they would come in over the years, not grouped by community.
 */
const functions = `
CREATE FUNCTION pg_temp.uid(kind text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT md5(kind || ':' || n)::uuid::text $$;
CREATE FUNCTION pg_temp.pick(kind text, n bigint, size int) RETURNS int LANGUAGE sql IMMUTABLE AS
  $$ SELECT (('x' || substr(md5(kind || '#' || n), 1, 7))::bit(28)::int % size) + 1 $$;
CREATE FUNCTION pg_temp.one_of(list text, kind text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT a[pg_temp.pick(kind, n, cardinality(a))] FROM (SELECT string_to_array(list, ',') AS a) AS s $$;
`;

/** @param {{ accounts: number, communities: number }} size */
function statements({ accounts: A, communities: C }) {
  const M = Math.round(A / C);
  const unclaimed = Math.round(A / 10);
  const all = A + unclaimed;
  const today = "date_trunc('day', now())";
  const community = (/** @type {string} */ n) => `pg_temp.uid('community', ((${n} - 1) % ${C}) + 1)`;
  const name = (/** @type {string} */ n) =>
    `pg_temp.one_of('${firstNames}', 'first', ${n}) || ' ' || pg_temp.one_of('${lastNames}', 'last', ${n})`;
  // The k-th member of the community of row n: members of community c are the rows c, c + C, c + 2C…
  const member = (/** @type {string} */ c, /** @type {string} */ k) =>
    `pg_temp.uid('membership', ${c} + ${C} * ((${k}) % ${M}))`;
  return [
    `INSERT INTO plans (id, code, name, monthly_price_cents, max_members, features, position) VALUES
      (pg_temp.uid('plan', 1), 'decouverte', 'Découverte', 0, 50, '["cartes","actualites"]', 1),
      (pg_temp.uid('plan', 2), 'essentiel', 'Essentiel', 2900, 500, '["cartes","actualites","evenements"]', 2),
      (pg_temp.uid('plan', 3), 'federation', 'Fédération', 9900, NULL, '["cartes","actualites","evenements","collectes"]', 3)`,

    `INSERT INTO communities (id, slug, name, description, city, contact_email, plan_id, created_at)
      SELECT pg_temp.uid('community', n), 'communaute-' || n,
        pg_temp.one_of('${kinds}', 'kind', n) || ' – ' || pg_temp.one_of('${cities}', 'city', n),
        'Une association ouverte à tous.', pg_temp.one_of('${cities}', 'city', n),
        'contact' || n || '@koomy.example', pg_temp.uid('plan', 2 + n % 2), ${today} - (n % 700) * interval '1 day'
      FROM generate_series(1, ${C}) AS n ORDER BY md5('c' || n)`,

    `INSERT INTO sections (id, community_id, name, city)
      SELECT pg_temp.uid('section', n), ${community("n")}, 'Section ' || (1 + (n - 1) / ${C}),
        pg_temp.one_of('${cities}', 'section-city', n)
      FROM generate_series(1, ${3 * C}) AS n ORDER BY md5('s' || n)`,

    `INSERT INTO staff (id, email, password_hash, name, role, community_id)
      SELECT pg_temp.uid('staff', n), 'responsable' || n || '@koomy.example', '${staffHash}', ${name("n + 7")},
        'owner', ${community("n")}
      FROM generate_series(1, ${C}) AS n`,
    `INSERT INTO staff (id, email, password_hash, name, role) VALUES
      (pg_temp.uid('staff', 0), 'equipe@koomy.example', '${staffHash}', 'Équipe Koomy', 'platform')`,

    `INSERT INTO accounts (id, email, password_hash, first_name, last_name, phone, created_at)
      SELECT pg_temp.uid('account', n), 'membre' || n || '@koomy.example', '${memberHash}',
        pg_temp.one_of('${firstNames}', 'first', n), pg_temp.one_of('${lastNames}', 'last', n),
        '06' || lpad((pg_temp.pick('phone', n, 99999999))::text, 8, '0'), ${today} - (n % 600) * interval '1 day'
      FROM generate_series(1, ${A}) AS n ORDER BY md5('a' || n)`,

    `INSERT INTO memberships (id, community_id, section_id, account_id, card_code, display_name, email, role, fee_status,
        joined_at, expires_at)
      SELECT pg_temp.uid('membership', n), ${community("n")},
        pg_temp.uid('section', ((n - 1) % ${C}) + 1 + ${C} * (pg_temp.pick('section', n, 3) - 1)),
        CASE WHEN n <= ${A} THEN pg_temp.uid('account', n) END,
        'KMY-' || upper(substr(md5('card' || n), 1, 12)), ${name("n")}, 'membre' || n || '@koomy.example',
        CASE WHEN n % 25 = 0 THEN 'delegate' ELSE 'member' END,
        CASE WHEN n % 2 = 0 THEN 'paid' ELSE 'due' END,
        ${today} - (n % 600) * interval '1 day',
        CASE WHEN n % 2 = 0 THEN ${today} + (30 + n % 300) * interval '1 day' END
      FROM generate_series(1, ${all}) AS n ORDER BY md5('m' || n)`,

    `INSERT INTO events (id, community_id, section_id, title, description, location, starts_at, ends_at, capacity, created_by)
      SELECT pg_temp.uid('event', n), ${community("n")}, NULL, pg_temp.one_of('${eventTitles}', 'event', n),
        'Ouvert à tous les membres, sur présentation de la carte.', 'Salle municipale', start, start + interval '3 hours',
        ${M}, pg_temp.uid('staff', ((n - 1) % ${C}) + 1)
      FROM (SELECT n, ${today} + ((n - 1) / ${C} - 6) * interval '9 days' + interval '4 days 19 hours' AS start
        FROM generate_series(1, ${10 * C}) AS n) AS planned ORDER BY md5('e' || n)`,

    `INSERT INTO event_registrations (id, event_id, membership_id, created_at)
      SELECT pg_temp.uid('registration', n), pg_temp.uid('event', e), ${member("((e - 1) % " + C + ") + 1", "7 * k + e")},
        ${today} - (n % 60) * interval '1 day'
      FROM (SELECT e, k, (e - 1) * 25 + k AS n FROM generate_series(1, ${10 * C}) AS e, generate_series(1, 25) AS k) AS r
      ORDER BY md5('r' || n)`,

    `INSERT INTO check_ins (id, event_id, membership_id, scanned_by, scanned_at)
      SELECT md5('check' || r.id)::uuid::text, r.event_id, r.membership_id, e.created_by, e.starts_at
      FROM event_registrations AS r JOIN events AS e ON e.id = r.event_id
      WHERE e.starts_at < now() AND right(r.id, 1) < 'd' ORDER BY md5(r.id)`,

    `INSERT INTO news (id, community_id, title, body, status, author_id, published_at, created_at)
      SELECT pg_temp.uid('news', n), ${community("n")}, 'Actualité n° ' || (1 + (n - 1) / ${C}),
        repeat('Nous vous donnons des nouvelles de l’association, de ses projets et de ses prochains rendez-vous. ', 6),
        CASE WHEN n % 10 = 0 THEN 'draft' ELSE 'published' END, pg_temp.uid('staff', ((n - 1) % ${C}) + 1),
        ${today} - (n % 400) * interval '1 day', ${today} - (n % 400) * interval '1 day'
      FROM generate_series(1, ${20 * C}) AS n ORDER BY md5('n' || n)`,

    `INSERT INTO fees (id, community_id, label, amount_cents, duration_months)
      SELECT pg_temp.uid('fee', n), ${community("n")},
        CASE WHEN n <= ${C} THEN 'Cotisation annuelle' ELSE 'Cotisation de soutien' END,
        CASE WHEN n <= ${C} THEN 2500 ELSE 6000 END, 12
      FROM generate_series(1, ${2 * C}) AS n ORDER BY md5('f' || n)`,

    `INSERT INTO collections (id, community_id, title, description, goal_cents, raised_cents, ends_at)
      SELECT pg_temp.uid('collection', n), ${community("n")}, 'Collecte n° ' || (1 + (n - 1) / ${C}),
        'Pour financer un projet choisi par les membres.', 150000, 15 * 2000, ${today} + interval '60 days'
      FROM generate_series(1, ${2 * C}) AS n ORDER BY md5('o' || n)`,

    `INSERT INTO payments (id, community_id, membership_id, fee_id, amount_cents, status, stripe_session_id,
        stripe_payment_intent_id, paid_at, created_at)
      SELECT pg_temp.uid('payment', n), ${community("n")}, pg_temp.uid('membership', n),
        pg_temp.uid('fee', ((n - 1) % ${C}) + 1), 2500, 'paid', 'cs_seed_' || n, 'pi_seed_' || n,
        ${today} - (n % 300) * interval '1 day', ${today} - (n % 300) * interval '1 day'
      FROM generate_series(2, ${A}, 2) AS n ORDER BY md5('p' || n)`,
    `INSERT INTO payments (id, community_id, membership_id, collection_id, amount_cents, status, stripe_session_id,
        stripe_payment_intent_id, paid_at, created_at)
      SELECT pg_temp.uid('donation', n), ${community("o")}, ${member("((o - 1) % " + C + ") + 1", "k")},
        pg_temp.uid('collection', o), 2000, 'paid', 'cs_gift_' || n, 'pi_gift_' || n,
        ${today} - (n % 50) * interval '1 day', ${today} - (n % 50) * interval '1 day'
      FROM (SELECT o, k, (o - 1) * 15 + k AS n FROM generate_series(1, ${2 * C}) AS o, generate_series(1, 15) AS k) AS d
      ORDER BY md5('g' || n)`,

    `INSERT INTO contributions (id, collection_id, membership_id, payment_id, amount_cents, anonymous, created_at)
      SELECT md5('gift' || id)::uuid::text, collection_id, membership_id, id, amount_cents, right(id, 1) = '0', created_at
      FROM payments WHERE collection_id IS NOT NULL ORDER BY md5(id)`,

    `INSERT INTO transactions (id, community_id, payment_id, kind, amount_cents, commission_cents, stripe_reference, created_at)
      SELECT md5('tx' || id)::uuid::text, community_id, id, CASE WHEN fee_id IS NULL THEN 'donation' ELSE 'fee' END,
        amount_cents, amount_cents / 50, stripe_payment_intent_id, paid_at
      FROM payments ORDER BY md5('t' || id)`,

    `INSERT INTO conversations (id, community_id, membership_id, subject, updated_at)
      SELECT pg_temp.uid('conversation', n), ${community("n * 7")}, pg_temp.uid('membership', n * 7),
        'Question sur ma carte', ${today} - (n % 90) * interval '1 day'
      FROM generate_series(1, ${Math.floor(A / 7)}) AS n ORDER BY md5('v' || n)`,
    `INSERT INTO messages (id, conversation_id, sender_type, sender_id, body, read_at, created_at)
      SELECT pg_temp.uid('message', n), pg_temp.uid('conversation', v), CASE WHEN k % 2 = 1 THEN 'member' ELSE 'staff' END,
        CASE WHEN k % 2 = 1 THEN pg_temp.uid('account', v * 7) ELSE pg_temp.uid('staff', ((v * 7 - 1) % ${C}) + 1) END,
        'Bonjour, pouvez-vous me dire où en est ma demande ? Merci d’avance.',
        CASE WHEN k < 5 THEN ${today} END, ${today} - (v % 90) * interval '1 day' + k * interval '1 hour'
      FROM (SELECT v, k, (v - 1) * 5 + k AS n FROM generate_series(1, ${Math.floor(A / 7)}) AS v, generate_series(1, 5) AS k) AS w
      ORDER BY md5('w' || n)`,

    `INSERT INTO tickets (id, community_id, account_id, subject, body, status, created_at)
      SELECT pg_temp.uid('ticket', n), ${community("n * 90")}, pg_temp.uid('account', n * 90), 'Impossible de me connecter',
        'Je ne reçois pas l’e-mail de réinitialisation.', CASE WHEN n % 3 = 0 THEN 'open' ELSE 'answered' END,
        ${today} - (n % 120) * interval '1 day'
      FROM generate_series(1, ${Math.floor(A / 90)}) AS n ORDER BY md5('k' || n)`,
    `INSERT INTO ticket_replies (id, ticket_id, author_type, author_id, body)
      SELECT pg_temp.uid('reply', n), pg_temp.uid('ticket', n), 'staff', pg_temp.uid('staff', 0),
        'Bonjour, regardez dans vos courriers indésirables.'
      FROM generate_series(1, ${Math.floor(A / 90)}) AS n WHERE n % 3 > 0`,

    `INSERT INTO email_logs (id, template_type, community_id, recipient, subject, status, provider_id, created_at)
      SELECT pg_temp.uid('log', n), 'card_ready', ${community("n")}, 'membre' || n || '@koomy.example', 'Votre carte',
        'sent', md5('mail' || n), ${today} - (n % 600) * interval '1 day'
      FROM generate_series(1, ${A}) AS n ORDER BY md5('l' || n)`,
  ];
}

/**
 * Fills an empty database.
 * @param {string} url
 * @param {keyof typeof sizes} size
 */
export async function seed(url, size) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(functions);
    for (const statement of statements(sizes[size])) await client.query(statement);
    for (const [type, subject, html] of templates) {
      await client.query("INSERT INTO email_templates (type, subject, html) VALUES ($1, $2, $3)", [
        type,
        subject,
        html,
      ]);
    }
    await client.query("COMMIT");
    await client.query("VACUUM ANALYZE");
  } finally {
    await client.end();
  }
}
