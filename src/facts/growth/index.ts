/**
 * How tables grow with accounts, by what they are named and what they refer to, and how large their rows are.
 * In: nothing. Out: data, read by `derive`. Every figure here is an assumption with a reason: the project's configuration or a measurement replaces it.
 * Must hold no function.
 */
import type { Known } from '../../model/knowledge.ts';

/** How many rows a table of this kind holds: per account, per tenant, per row of its parent, or whatever the number of accounts. */
export interface GrowthRule {
  readonly kind: string;
  /** Regular expression on the name of the table, without regard to case. */
  readonly pattern: string;
  readonly example: string;
  readonly per: 'account' | 'tenant' | 'parent' | 'application';
  readonly rows: Known;
}

/** The first rule that matches wins. */
export const growthRules: readonly GrowthRule[] = [
  {
    kind: 'tenant',
    pattern:
      '^(communit|organi[sz]ation|association|club|compan|team|workspace|tenant|school|shop|store|agenc|group|project)',
    example: 'communities',
    per: 'account',
    rows: { low: 0.002, typical: 0.006, high: 0.05, facts: [], reason: 'reason.growth-tenant' },
  },
  {
    kind: 'reference',
    pattern: '(^|_)(plan|setting|template|faq|categor|type|role|permission|config|countr|tag|feature|migration)',
    example: 'email_templates',
    per: 'application',
    rows: { low: 3, typical: 12, high: 60, facts: [], reason: 'reason.growth-reference' },
  },
  {
    kind: 'trace',
    pattern: '(log|audit|histor|event_type|notification|session|token|view|visit)s?$',
    example: 'email_logs',
    per: 'account',
    rows: { low: 1, typical: 5, high: 40, facts: [], reason: 'reason.growth-trace' },
  },
  {
    kind: 'exchange',
    pattern: '(message|comment|post|reaction|like)s?$',
    example: 'messages',
    per: 'account',
    rows: { low: 0.3, typical: 1.5, high: 20, facts: [], reason: 'reason.growth-exchange' },
  },
  {
    kind: 'money',
    pattern: '(payment|transaction|order|invoice|subscription|charge|refund|fee|booking|donation|contribution)',
    example: 'transactions',
    per: 'account',
    rows: { low: 0.1, typical: 0.6, high: 5, facts: [], reason: 'reason.growth-money' },
  },
  {
    kind: 'membership',
    pattern: '(member|registration|enrol|attend|check_?in|participant|follower|subscriber|card)',
    example: 'user_community_memberships',
    per: 'account',
    rows: { low: 0.5, typical: 1.1, high: 4, facts: [], reason: 'reason.growth-membership' },
  },
  {
    kind: 'publication',
    pattern:
      '(news|article|event|document|page|announcement|collection|campaign|product|course|section|media|image|file|upload)',
    example: 'news_articles',
    per: 'tenant',
    rows: { low: 4, typical: 20, high: 200, facts: [], reason: 'reason.growth-publication' },
  },
];

/** What applies to a table that no rule names. */
export const growthDefault: { readonly child: Known; readonly alone: Known } = {
  child: { low: 0.3, typical: 2, high: 20, facts: [], reason: 'reason.growth-child' },
  alone: { low: 0.05, typical: 0.5, high: 5, facts: [], reason: 'reason.growth-alone' },
};

/** Bytes of one value once written as JSON, its name not counted, by type of column. The first pattern that matches the type, then the name, wins. */
export const valueSizes: readonly { readonly type: string; readonly name?: string; readonly bytes: number }[] = [
  { type: 'json', bytes: 220 },
  {
    type: 'text|varchar|char|string|citext',
    name: 'content|body|description|html|notes?$|bio|message|summary|about',
    bytes: 260,
  },
  { type: 'text|varchar|char|string|citext', name: 'image|photo|avatar|logo|url|link|path|picture', bytes: 70 },
  { type: 'text|varchar|char|string|citext|uuid', name: '(^|_)id$', bytes: 38 },
  { type: 'uuid', bytes: 38 },
  { type: 'timestamp|date|time', bytes: 26 },
  { type: 'bool', bytes: 5 },
  { type: 'int|serial|numeric|decimal|real|double|float|number', bytes: 6 },
  { type: '.*', bytes: 20 },
];

/** Share of the rows of a table that one value of a column selects, for columns that refer to no table. */
export const selectivities: readonly {
  readonly type: string;
  readonly name: string;
  readonly share: Known | 'one row';
}[] = [
  {
    type: 'bool',
    name: '.*',
    share: { low: 0.05, typical: 0.5, high: 0.95, facts: [], reason: 'reason.selectivity-boolean' },
  },
  {
    type: '.*',
    name: '(_id|^id|code|email|token|slug|key|number|reference|ref|hash|phone|username|login)$',
    share: 'one row',
  },
  {
    type: '.*',
    name: '(status|state|type|kind|role|category|scope|level|priority|visibility)$',
    share: { low: 0.05, typical: 0.33, high: 0.9, facts: [], reason: 'reason.selectivity-category' },
  },
  {
    type: 'timestamp|date|time',
    name: '.*',
    share: { low: 0.01, typical: 0.2, high: 1, facts: [], reason: 'reason.selectivity-period' },
  },
  {
    type: '.*',
    name: '.*',
    share: { low: 0.001, typical: 0.05, high: 0.5, facts: [], reason: 'reason.selectivity-other' },
  },
];

/** Rows of a request-supplied list, bytes of a request body, accounts when nothing tells. */
export const sizes: {
  readonly requestList: Known;
  readonly unknownTurns: Known;
  /**
   * Time of a password hash over that of 10 rounds, when nothing tells. 10 is the default of bcrypt's own libraries and of Spring, 12 that of Laravel
   * and Devise, 13 that of Symfony: between 10 and 12 as a rule, and rarely 9 or 13.
   */
  readonly hashRounds: Known;
  readonly requestBody: Known;
  readonly rowFactor: Known;
  readonly accounts: Known;
  readonly processMemory: Known;
  readonly requestMemory: Known;
  readonly storedRow: Known;
} = {
  requestList: { low: 1, typical: 5, high: 50, facts: [], reason: 'reason.request-list' },
  unknownTurns: { low: 1, typical: 3, high: 20, facts: [], reason: 'reason.unknown-turns' },
  hashRounds: { low: 0.5, typical: 2, high: 8, facts: [], reason: 'reason.hash-rounds' },
  requestBody: { low: 100, typical: 400, high: 4000, facts: [], reason: 'reason.request-body' },
  rowFactor: { low: 0.6, typical: 1, high: 1.8, facts: [], reason: 'reason.row-size' },
  accounts: { low: 500, typical: 2000, high: 10_000, facts: [], reason: 'reason.accounts-today' },
  processMemory: { low: 90e6, typical: 140e6, high: 260e6, facts: [], reason: 'reason.process-memory' },
  requestMemory: { low: 20e3, typical: 120e3, high: 2e6, facts: [], reason: 'reason.request-memory' },
  storedRow: { low: 1.3, typical: 1.8, high: 3, facts: [], reason: 'reason.stored-row' },
};
